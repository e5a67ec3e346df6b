import { designIds } from '../designs/index.ts';
import { getUserPage, punch, touch, unpinUserPage } from '../kernel/index.ts';
import type { Actor, Example } from '../scenario/index.ts';

const PINNED = 0;
const PUNCHED = 1;

export const actors: readonly Actor[] = [
  {
    name: 'app',
    role: 'touches both pages, and the first one again',
    process: 0,
    *run(t) {
      yield* touch(t, PINNED);
      yield* touch(t, PUNCHED);
      yield* touch(t, PINNED);
    },
  },
  {
    name: 'io',
    role: 'pins the first page with FOLL_PIN, unpins',
    process: 0,
    *run(t) {
      if (yield* getUserPage(t, PINNED, 'FOLL_PIN')) yield* unpinUserPage(t, PINNED);
    },
  },
  {
    name: 'punch',
    role: 'punches the second page out of the file',
    process: 0,
    run: (t) => punch(t, { pages: 2, processes: 1 }, PUNCHED),
  },
];

export const twoPages: Example = {
  id: 'two-pages',
  title: 'A pin on another page',
  question: 'Does punching one page out wait for a pin on another?',
  pages: 2,
  processes: 1,
  actors,
  demands: ['no-lost-wakeup', 'no-free-while-pinned', 'mapped-is-counted'],
  sometimes: [
    {
      id: 'both-mapped',
      title: 'both pages are mapped',
      good: (s) => s.process[0].pte.every((pte) => pte === 1),
    },
    {
      id: 'punch-sleeps',
      title: 'punch sleeps on the page that it does not punch',
      good: (s) => s.task[2].queue === PINNED + 1,
    },
    { id: 'block-freed', title: 'the punched block is freed', good: (s) => s.page[PUNCHED].owner !== 0 },
  ],
  designs: designIds,
  pair: ['gup-put', 'v6.15'],
  told: 'app*18 io*6 punch*11 io*2 punch*13 app*9',
  fails: {
    current: ['no-lost-wakeup'],
    'entry-held': ['mapped-is-counted'],
  },
  notice:
    'Both designs wait for every page of the file: the pin on the first page keeps the second one from ' +
    'being punched out.',
};
