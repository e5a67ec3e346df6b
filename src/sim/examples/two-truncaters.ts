import { designIds } from '../designs/index.ts';
import { getUserPage, truncate, underInodeLock, unpinUserPage } from '../kernel/index.ts';
import type { Actor, Example } from '../scenario/index.ts';
import { mapper } from './parts/actors.ts';
import { blockFreed } from './parts/situations.ts';

const truncaterOf = (name: string): Actor => ({
  name,
  role: 'truncates the file to nothing, under the inode lock',
  process: 0,
  run: (t) => underInodeLock(t, truncate(t, { pages: 1, processes: 1 })),
});

export const actors: readonly Actor[] = [
  mapper,
  {
    name: 'io',
    role: 'pins the page with FOLL_PIN, unpins',
    process: 0,
    *run(t) {
      if (yield* getUserPage(t, 0, 'FOLL_PIN')) yield* unpinUserPage(t, 0);
    },
  },
  truncaterOf('trunc'),
  truncaterOf('again'),
];

export const twoTruncaters: Example = {
  id: 'two-truncaters',
  title: 'Two truncates',
  question: 'What does a second truncate wait for while the first one sleeps?',
  pages: 1,
  processes: 1,
  actors,
  demands: ['no-lost-wakeup', 'no-free-while-pinned', 'truncate-finishes'],
  sometimes: [
    {
      id: 'first-sleeps',
      title: 'one truncate sleeps with the inode lock held',
      good: (s) => s.task[2].sleeping === 1 && s.inodeLock.exclusive === 3,
    },
    blockFreed,
  ],
  designs: designIds,
  pair: ['gup-put', 'v6.15'],
  told: 'app*9 io*6 trunc*9 again io*2 trunc*14 again*9',
  fails: {
    current: ['no-lost-wakeup', 'truncate-finishes'],
    'fs-held': ['truncate-finishes'],
    'fs-held-notify': ['truncate-finishes'],
    'v6.15': ['truncate-finishes'],
  },
  notice:
    'The second truncate does not get as far as the page: it waits for the inode lock, which the first ' +
    'one holds while it sleeps.',
};
