import { designIds } from '../designs/index.ts';
import { getUserPage, munmap, touch, truncate, unpinUserPage } from '../kernel/index.ts';
import type { Actor, Example } from '../scenario/index.ts';
import { blockFreed, pagePinned } from './parts/situations.ts';

export const actors: readonly Actor[] = [
  {
    name: 'app',
    role: 'touches the page through its mapping, and unmaps the file later',
    process: 0,
    *run(t) {
      yield* touch(t, 0);
      yield* munmap(t, 1);
    },
  },
  {
    name: 'peer',
    role: 'touches the page through a mapping in a second process, and keeps the mapping',
    process: 1,
    run: (t) => touch(t, 0),
  },
  {
    name: 'io',
    role: 'pins the page in the second process with FOLL_PIN, unpins',
    process: 1,
    *run(t) {
      if (yield* getUserPage(t, 0, 'FOLL_PIN')) yield* unpinUserPage(t, 0);
    },
  },
  {
    name: 'trunc',
    role: 'truncates the file to nothing',
    process: 1,
    run: (t) => truncate(t, { pages: 1, processes: 2 }),
  },
];

export const life: Example = {
  id: 'life',
  title: 'The life of a page',
  question: 'What does each user of a page add to its count?',
  pages: 1,
  processes: 2,
  actors,
  demands: ['no-count-below-idle', 'mapped-is-counted', 'no-free-while-pinned', 'free-is-idle'],
  sometimes: [
    {
      id: 'mapped-twice',
      title: 'both processes map the page',
      good: (s) => s.process.every(({ pte }) => pte[0] === 1),
    },
    pagePinned,
    blockFreed,
  ],
  designs: designIds,
  pair: ['gup-put', 'v6.15'],
  told: 'app*9 peer*9 io*8 app*5 trunc*12',
  fails: {
    'v5.17': ['free-is-idle'],
    current: ['free-is-idle'],
    'folio-put': ['free-is-idle'],
    'gup-put': ['free-is-idle'],
    'no-pgmap': ['free-is-idle'],
    'entry-held': ['mapped-is-counted'],
  },
  notice:
    'With idle at 1 the count says how many pins there are and nothing of mappings: a mapped page and a ' +
    'free one look the same. With idle at 0 each mapping and each pin is one number higher, and 0 says ' +
    'that nobody is left.',
};
