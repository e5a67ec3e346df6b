import { examples } from '../../src/sim/examples/index.ts';
import { missedWakeup } from '../../src/sim/examples/missed-wakeup.ts';
import { mapper, pinner, truncater } from '../../src/sim/examples/parts/actors.ts';
import { met, pagePinned } from '../../src/sim/examples/parts/situations.ts';
import { twoPages } from '../../src/sim/examples/two-pages.ts';
import {
  allocateBlock,
  getUserPage,
  gupFast,
  munmap,
  Owner,
  putPage,
  remap,
  touch,
  unpinUserPage,
} from '../../src/sim/kernel/index.ts';
import type { Example } from '../../src/sim/scenario/index.ts';

/** Scenarios that no chapter tells, for what the examples leave out. */

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

/** The page that is punched out is the one that is pinned, and it is not the first of the file. */
const secondPage: Example = {
  ...twoPages,
  id: 'second-page',
  actors: [
    { ...twoPages.actors[0], run: (t) => touch(t, 1) },
    {
      ...twoPages.actors[1],
      role: 'pins the second page with FOLL_PIN, unpins',
      *run(t) {
        if (yield* getUserPage(t, 1, 'FOLL_PIN')) yield* unpinUserPage(t, 1);
      },
    },
    twoPages.actors[2],
  ],
  demands: ['no-lost-wakeup', 'no-free-while-pinned'],
  sometimes: [
    { id: 'punch-sleeps', title: 'punch sleeps on the second page', good: (s) => s.task[2].queue === 2 },
  ],
  fails: { current: ['no-lost-wakeup'] },
};

/** A file is truncated twice, and its block is given to another file in between. */
const truncatedTwice: Example = {
  ...missedWakeup,
  id: 'truncated-twice',
  actors: [
    truncater,
    { ...truncater, name: 'again' },
    {
      name: 'other',
      role: 'writes another file, which is given the block once it is free',
      process: 0,
      run: (t) => allocateBlock(t, 0),
    },
  ],
  demands: [],
  sometimes: [
    {
      id: 'reused',
      title: 'the block is another file’s when the second truncate comes',
      good: (s) => s.page[0].owner === Owner.OTHER && s.invalidateLock[0].exclusive !== 0,
    },
  ],
  told: '',
  fails: {},
};

/** A file is cloned onto another that is mapped and pinned; which of the two has the lower inode number? */
const clone = (
  id: string,
  [first, second]: readonly [number, number],
  fails: Example['fails'] = {},
): Example => ({
  ...missedWakeup,
  id,
  pages: 2,
  processes: 2,
  files: [0, 1],
  actors: [
    mapper,
    pinner('pins it with FOLL_PIN, does DMA, unpins', 'FOLL_PIN', unpinUserPage),
    {
      name: 'trunc',
      role: 'clones the other file onto the mapped one, which loses its block',
      process: 1,
      run: (t) => remap(t, [fileOf(first, 'of the first'), fileOf(second, 'of the second')], [0]),
    },
  ],
  demands: ['no-lost-wakeup', 'no-free-while-pinned', 'truncate-finishes'],
  sometimes: [
    pagePinned,
    { id: 'replaced', title: 'the file has lost its block', good: (s) => s.page[0].owner !== Owner.FILE },
  ],
  designs: ['gup-put', 'v6.15'],
  told: '',
  fails,
});
const fileOf = (number: number, which: string) => ({ pages: [number], processes: [number], which });

/** Both files are cloned onto each other. */
const clonesMeet: Example = {
  ...clone('clones-meet', [0, 1]),
  actors: [
    {
      name: 'back',
      role: 'clones the second file onto the first',
      process: 0,
      run: (t) => remap(t, [fileOf(0, 'of the first'), fileOf(1, 'of the second')], [1]),
    },
    ...clone('clones-meet', [0, 1]).actors.slice(2),
    { ...mapper, process: 1, run: (t) => touch(t, 1) },
  ],
  demands: ['truncate-finishes'],
  sometimes: [],
};

export const scenarios: readonly Example[] = [
  ...examples,
  fastOnly,
  unmapRace,
  twoSleepers,
  secondPage,
  truncatedTwice,
  clone('clone-onto-first', [0, 1], { 'v6.15': ['truncate-finishes'] }),
  clone('clone-onto-second', [1, 0]),
  clonesMeet,
];
