import { designIds } from '../designs/index.ts';
import { allocateBlock, gupFast, mapOther, unpinUserPage } from '../kernel/index.ts';
import type { Actor, Example } from '../scenario/index.ts';
import { mapper, truncater } from './parts/actors.ts';
import { pagePinned } from './parts/situations.ts';

export const actors: readonly Actor[] = [
  mapper,
  {
    name: 'io',
    role: 'pins the page through GUP-fast or not at all, unpins',
    process: 0,
    *run(t) {
      if (yield* gupFast(t, 0, 'FOLL_PIN')) yield* unpinUserPage(t, 0);
    },
  },
  truncater,
  {
    name: 'other',
    role: 'gives the block to another file, and maps it there',
    process: 0,
    *run(t) {
      yield* allocateBlock(t, 0);
      yield* mapOther(t, 0);
    },
  },
];

export const recheck: Example = {
  id: 'recheck',
  title: 'Why GUP-fast looks twice',
  question: 'What if GUP-fast did not look at the page-table entry again?',
  pages: 1,
  processes: 1,
  actors,
  demands: ['no-free-while-pinned'],
  sometimes: [
    pagePinned,
    {
      id: 'block-reused',
      title: 'another file has the block while GUP-fast is under way',
      good: (s) => s.page[0].owner === 2 && s.process[0].readers !== 0,
    },
  ],
  designs: designIds.concat('gup-put+no-recheck', 'fs-held+no-recheck', 'v6.15+no-recheck'),
  pair: ['v6.15', 'v6.15+no-recheck'],
  told: 'app*11 io trunc*9 other*2 io*5',
  fails: {
    'gup-put+no-recheck': ['no-free-while-pinned'],
    'fs-held+no-recheck': ['no-free-while-pinned'],
    'v6.15+no-recheck': ['no-free-while-pinned'],
  },
  notice:
    "The count of the reused page is that of another file's mapping, so it refuses nobody. The second " +
    'look at the entry is what keeps GUP-fast out of the other file, whatever idle is.',
};
