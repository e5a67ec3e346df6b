import { designIds } from '../designs/index.ts';
import { gupFast, unpinUserPage } from '../kernel/index.ts';
import type { Actor, Example } from '../scenario/index.ts';
import { mapper, truncater } from './parts/actors.ts';
import { blockFreed, pagePinned } from './parts/situations.ts';

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
];

export const idlePage: Example = {
  id: 'idle-page',
  title: 'GUP on an idle page',
  question: 'Can GUP take a page that nobody uses any more?',
  pages: 1,
  processes: 1,
  actors,
  demands: ['free-is-idle', 'no-free-while-pinned', 'no-lost-wakeup'],
  sometimes: [
    pagePinned,
    {
      id: 'gup-late',
      title: 'GUP-fast is under way when the block is free',
      good: (s) => s.page[0].owner !== 0 && s.process[0].readers !== 0,
    },
    blockFreed,
  ],
  designs: designIds,
  pair: ['gup-put', 'fs-held'],
  told: 'app*9 io*2 trunc*8 io*6',
  fails: {
    'v5.17': ['free-is-idle'],
    current: ['free-is-idle', 'no-lost-wakeup'],
    'folio-put': ['free-is-idle'],
    'gup-put': ['free-is-idle'],
    'no-pgmap': ['free-is-idle'],
  },
  notice:
    'GUP-fast has seen the page-table entry and comes back when the block is free. A count of 1 lets it ' +
    'in, and only the second look turns it out again; a count of 0 refuses it at once.',
};
