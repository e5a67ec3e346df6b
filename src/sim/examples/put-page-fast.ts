import { designIds } from '../designs/index.ts';
import { dma, gupFast, putPage } from '../kernel/index.ts';
import type { Actor, Example } from '../scenario/index.ts';
import { mapper, truncater } from './parts/actors.ts';
import { met } from './parts/situations.ts';

export const actors: readonly Actor[] = [
  mapper,
  {
    name: 'io',
    role: 'takes the page with FOLL_GET by GUP-fast or not at all, does DMA, put_page()',
    process: 0,
    *run(t) {
      if (!(yield* gupFast(t, 0, 'FOLL_GET'))) return;
      yield* dma(t, 0);
      yield* putPage(t, 0);
    },
  },
  truncater,
];

export const putPageFast: Example = {
  id: 'put-page-fast',
  title: 'A GUP-fast that gives up',
  question: 'Does truncate wake when GUP-fast grabs the page, finds the entry changed and undoes that?',
  pages: 1,
  processes: 1,
  actors,
  demands: ['no-lost-wakeup', 'no-free-while-pinned', 'truncate-finishes'],
  sometimes: met,
  designs: designIds,
  pair: ['current', 'gup-put'],
  told: 'app*9 io*3 trunc*8 io*4 trunc*12',
  fails: {
    current: ['no-lost-wakeup', 'truncate-finishes'],
  },
  notice:
    'The reference would go by put_page(), which wakes. But it is never handed out: GUP undoes its grab by its own put, and on the left ' +
    'that one is a folio put. Who asks GUP again the slow way comes by with a second put, and wakes truncate late.',
};
