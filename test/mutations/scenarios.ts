import { mapper, pinner, truncater } from '../../src/sim/examples/actors.ts';
import { type Example, examples } from '../../src/sim/examples/index.ts';
import { missedWakeup } from '../../src/sim/examples/missed-wakeup.ts';
import { met } from '../../src/sim/examples/situations.ts';
import { gupFast, munmap, putPage } from '../../src/sim/kernel/index.ts';

/** Scenarios that no chapter tells, for what the examples leave out. */

/** put_page(), which wakes in every design. */
const putPageCase: Example = {
  ...missedWakeup,
  id: 'put-page',
  actors: [
    mapper,
    pinner('takes the page with FOLL_GET, drops it with put_page()', 'FOLL_GET', putPage),
    truncater,
  ],
  fails: {
    'fs-held': ['truncate-finishes'],
    'fs-held-notify': ['truncate-finishes'],
    'v6.15': ['truncate-finishes'],
  },
};

/** get_user_pages_fast_only(): nothing comes after an undo, so the undo itself must wake. */
const fastOnly: Example = {
  ...missedWakeup,
  id: 'fast-only',
  actors: [
    mapper,
    {
      ...missedWakeup.actors[1],
      role: 'takes the page through GUP-fast or not at all, drops it with put_page()',
      *run(t) {
        if (yield* gupFast(t, 0, 'FOLL_GET')) yield* putPage(t, 0);
      },
    },
    truncater,
  ],
  fails: { current: ['no-lost-wakeup', 'truncate-finishes'] },
};

/** One thread unmaps what another touches. */
const unmapRace: Example = {
  ...missedWakeup,
  id: 'unmap-race',
  actors: [
    mapper,
    missedWakeup.actors[1],
    truncater,
    { name: 'unmap', role: 'unmaps the file', process: 0, run: (t) => munmap(t, 1) },
  ],
  fails: {
    'v5.17': ['no-free-while-pinned', 'no-stray-dma'],
    current: ['no-lost-wakeup', 'no-free-while-pinned', 'no-stray-dma', 'truncate-finishes'],
    'folio-put': ['no-free-while-pinned', 'no-stray-dma'],
    'gup-put': ['no-free-while-pinned', 'no-stray-dma'],
    'no-pgmap': ['no-free-while-pinned', 'no-stray-dma'],
    'fs-held': ['no-free-while-pinned', 'no-stray-dma'],
    'fs-held-notify': ['no-free-while-pinned', 'no-stray-dma'],
  },
};

/** Two tasks that wait for one page. */
const twoSleepers: Example = {
  ...missedWakeup,
  id: 'two-sleepers',
  actors: [...missedWakeup.actors, { ...truncater, name: 'punch' }],
  sometimes: [
    ...met,
    {
      id: 'two-sleep',
      title: 'two tasks sleep on the page',
      good: (s) => s.task[2].sleeping === 1 && s.task[3].sleeping === 1,
    },
  ],
};

export const scenarios: readonly Example[] = [...examples, putPageCase, fastOnly, unmapRace, twoSleepers];
