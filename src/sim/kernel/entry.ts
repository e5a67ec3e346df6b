import type { Page } from './state.ts';
import { type Kernel, type Step, step, type Thread } from './step.ts';
import { entryOf } from './struct-page.ts';

/** Locks the page's DAX entry, making an empty one where there is none (fs/dax.c: grab_mapping_entry). */
export function lockEntry(t: Thread, page: number): Step {
  return step(t, 'fault.lock-entry', {
    page,
    when: (s) => entryOf(t, s, page).entryLock === 0,
    because: (s) => entryLocked(t.kernel, entryOf(t, s, page)),
    effect: (s) => {
      entryOf(t, s, page).entryLock = t.me;
    },
  });
}

/** Unlocks it again, and wakes who waits for that (fs/dax.c: dax_unlock_entry). */
export function unlockEntry(t: Thread, page: number): Step {
  return step(t, 'fault.unlock-entry', {
    page,
    effect: (s) => {
      entryOf(t, s, page).entryLock = 0;
    },
  });
}

/** "the DAX entry is locked by app", for somebody who waits. */
export function entryLocked({ tasks }: Kernel, { entryLock }: Page): string {
  return `the DAX entry is locked by ${tasks[entryLock - 1]}`;
}
