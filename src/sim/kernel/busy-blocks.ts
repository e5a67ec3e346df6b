import { isBusy } from './idle.ts';
import { Owner } from './state.ts';
import { type Step, step, type Thread } from './step.ts';
import { structPage } from './struct-page.ts';

/**
 * A truncate that does not wait: blocks of idle pages are free at once, those of busy ones go to the file system's list of
 * busy extents, and whoever drops the last reference has them freed. Proposed in October 2017;
 * no kernel that was read does it. xfs has such a list, for blocks that a transaction still writes about.
 */

/** Takes the blocks of these pages out of the file: idle ones are free, busy ones are listed. */
export function listBusyBlocks(t: Thread, pages: readonly number[]): Step {
  const { choices } = t.kernel;
  return step(t, 'busy.list', {
    effect: (s) => {
      let listed = 0;
      for (const page of pages) {
        if (s.page[page].owner !== Owner.FILE) continue;
        const busy = isBusy(choices, structPage(t, s, page, 'mapping'));
        s.page[page].owner = busy ? Owner.BUSY : Owner.FREE;
        if (busy) listed++;
      }
      return listed;
    },
    says: (_, listed) => (listed > 0 ? 'busy: on the list' : 'idle: free at once'),
  });
}
