import { designIds } from '../designs/index.ts';
import { reap, unpinUserPage } from '../kernel/index.ts';
import type { Actor, Example } from '../scenario/index.ts';
import { mapper, pinner, truncater } from './parts/actors.ts';
import { pinnedAndFreed } from './parts/situations.ts';

export const actors: readonly Actor[] = [
  mapper,
  pinner('pins the page with FOLL_PIN, does DMA, unpins', 'FOLL_PIN', unpinUserPage),
  truncater,
  {
    name: 'reaper',
    role: 'frees a block that truncate has left on the list, once its page is idle',
    process: 0,
    run: (t) => reap(t, 0),
  },
];

export const busyBlock: Example = {
  id: 'busy-block',
  title: 'A truncate that does not wait',
  question: 'What if truncate left a busy block to the last put, instead of waiting for it?',
  pages: 1,
  processes: 1,
  actors,
  demands: [
    'truncate-finishes',
    'freed-in-the-end',
    'free-is-idle',
    'no-free-while-pinned',
    'no-stray-dma',
    'no-lost-wakeup',
  ],
  sometimes: pinnedAndFreed.concat([
    {
      id: 'asleep-or-done',
      title: 'truncate is asleep or done, and the page is pinned',
      good: (s, finished) => s.page[0].pins === 1 && (s.task[2].sleeping === 1 || finished('trunc')),
    },
    {
      id: 'truncate-sleeps',
      title: 'truncate sleeps',
      good: (s) => s.task[2].sleeping === 1,
      gives: ['no-lost-wakeup'],
    },
    {
      id: 'gup-late',
      title: 'GUP-fast is under way when the block is free',
      good: (s) => s.page[0].owner === 1 && s.process[0].readers !== 0,
    },
  ]),
  designs: designIds.concat('v5.17+last-put-frees', 'gup-put+last-put-frees', 'v6.15+last-put-frees'),
  pair: ['v6.15', 'v6.15+last-put-frees'],
  told: 'app*11 io*5 trunc*9 io*3 trunc*14 reaper*1',
  fails: {
    'v5.17': ['free-is-idle'],
    current: ['truncate-finishes', 'freed-in-the-end', 'free-is-idle', 'no-lost-wakeup'],
    'folio-put': ['free-is-idle'],
    'gup-put': ['free-is-idle'],
    'no-pgmap': ['free-is-idle'],
    'fs-held': ['truncate-finishes', 'freed-in-the-end'],
    'fs-held-notify': ['truncate-finishes', 'freed-in-the-end'],
    'v6.15': ['truncate-finishes', 'freed-in-the-end'],
    'v5.17+last-put-frees': ['free-is-idle'],
    'gup-put+last-put-frees': ['free-is-idle'],
  },
  never: {
    'v5.17+last-put-frees': ['truncate-sleeps'],
    'gup-put+last-put-frees': ['truncate-sleeps'],
    'v6.15+last-put-frees': ['truncate-sleeps'],
  },
  notice:
    'On the right nobody sleeps: truncate returns while the device writes. The block is the file’s no more and is not ' +
    'free either, so nobody else is given it before the pin is gone.',
};
