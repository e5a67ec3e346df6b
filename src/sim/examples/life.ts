import { designIds } from '../designs/index.ts';
import { getUserPage, munmap, touch, truncate, unpinUserPage } from '../kernel/index.ts';
import type { Example } from './example.ts';

export const life: Example = {
  id: 'life',
  title: 'The life of a page',
  question: 'What does each user of a page add to its count?',
  pages: 1,
  processes: 2,
  actors: [
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
      name: 'rdma',
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
  ],
  demands: ['no-count-below-idle', 'mapped-is-counted', 'no-free-while-pinned', 'free-is-idle'],
  sometimes: [
    {
      id: 'mapped-twice',
      title: 'both processes map the page',
      good: (s) => s.process.every(({ pte }) => pte[0] === 1),
    },
    { id: 'page-pinned', title: 'the page is pinned', good: (s) => s.page[0].pins === 1 },
    { id: 'block-freed', title: 'the block is freed', good: (s) => s.page[0].owner !== 0 },
  ],
  designs: designIds,
  pair: ['gup-put', 'v6.15'],
  told: 'app*9 peer*9 rdma*8 app*5 trunc*12',
  fails: {
    'v5.17': ['free-is-idle'],
    current: ['free-is-idle'],
    'folio-put': ['free-is-idle'],
    'gup-put': ['free-is-idle'],
    'no-pgmap': ['free-is-idle'],
    'entry-held': ['mapped-is-counted'],
  },
  notice: '',
};
