import { designIds } from '../designs/index.ts';
import { fork, forked, getUserPage, munmap, touch, truncate, unpinUserPage } from '../kernel/index.ts';
import type { Actor, Example } from '../scenario/index.ts';
import { blockFreed } from './parts/situations.ts';

export const actors: readonly Actor[] = [
  {
    name: 'app',
    role: 'touches the page, forks, and keeps its mapping',
    process: 0,
    *run(t) {
      yield* touch(t, 0);
      yield* fork(t, 1, 1);
    },
  },
  {
    name: 'child',
    role: 'is the child: unmaps the file, as exit() would',
    process: 1,
    *run(t) {
      yield* forked(t);
      yield* munmap(t, 1);
    },
  },
  {
    name: 'io',
    role: 'pins the page in the parent with FOLL_PIN, unpins',
    process: 0,
    *run(t) {
      if (yield* getUserPage(t, 0, 'FOLL_PIN')) yield* unpinUserPage(t, 0);
    },
  },
  {
    name: 'trunc',
    role: 'truncates the file to nothing',
    process: 0,
    run: (t) => truncate(t, { pages: 1, processes: 2 }),
  },
];

export const forkExample: Example = {
  id: 'fork',
  title: 'A mapping that fork() made',
  question: 'Is a page-table entry counted that fork() has copied?',
  pages: 1,
  processes: 2,
  children: [1],
  actors,
  demands: ['no-count-below-idle', 'mapped-is-counted', 'no-free-while-pinned', 'no-lost-wakeup'],
  sometimes: [
    {
      id: 'mapped-twice',
      title: 'parent and child map the page',
      good: (s) => s.process.every(({ pte }) => pte[0] === 1),
    },
    { id: 'truncate-sleeps', title: 'truncate sleeps on the page', good: (s) => s.task[3].sleeping === 1 },
    blockFreed,
  ],
  designs: designIds,
  pair: ['gup-put', 'v6.15'],
  told: 'app*13 io*6 child*6 trunc*9 io*2 trunc*14',
  fails: {
    current: ['no-lost-wakeup'],
    'entry-held': ['mapped-is-counted'],
  },
  notice:
    'On the left a copied entry leaves no trace in the count. On the right fork() takes a reference for ' +
    "the child, and the child's munmap() drops it.",
};
