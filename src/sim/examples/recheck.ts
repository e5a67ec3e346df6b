import { designIds } from '../designs/index.ts';
import { allocateBlock, gupFast, mapOther, unpinUserPage } from '../kernel/index.ts';
import type { Example } from './example.ts';
import { mapper, truncater } from './missed-wakeup.ts';

export const recheck: Example = {
  id: 'recheck',
  title: 'Why GUP-fast looks twice',
  question: 'What if GUP-fast did not look at the page-table entry again?',
  pages: 1,
  processes: 1,
  actors: [
    mapper,
    {
      name: 'rdma',
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
  ],
  demands: ['no-free-while-pinned'],
  sometimes: [
    { id: 'page-pinned', title: 'the page is pinned', good: (s) => s.page[0].pins === 1 },
    {
      id: 'block-reused',
      title: 'another file has the block while GUP-fast is under way',
      good: (s) => s.page[0].owner === 2 && s.process[0].readers !== 0,
    },
  ],
  designs: designIds,
  pair: ['gup-put', 'v6.15'],
  told: 'app*9 rdma*2 trunc*8 other*2 rdma*6',
  fails: {},
  notice: '',
};
