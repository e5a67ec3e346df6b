import { dma, getUserPage, touch, truncate, unpinUserPage } from '../kernel/index.ts';
import type { Actor, Example } from '../scenario/index.ts';

/** The page that is pinned: not the first. */
const SECOND = 1;
const PAGES = 2;

export const actors: readonly Actor[] = [
  {
    name: 'app',
    role: 'touches the second page through its mapping, and keeps the mapping',
    process: 0,
    run: (t) => touch(t, SECOND),
  },
  {
    name: 'io',
    role: 'pins the second page with FOLL_PIN, does DMA, unpins',
    process: 0,
    *run(t) {
      if (!(yield* getUserPage(t, SECOND, 'FOLL_PIN'))) return;
      yield* dma(t, SECOND);
      yield* unpinUserPage(t, SECOND);
    },
  },
  {
    name: 'trunc',
    role: 'truncates the file to nothing',
    process: 0,
    run: (t) => truncate(t, { pages: PAGES, processes: 1 }),
  },
];

export const fuseRange: Example = {
  id: 'fuse-range',
  title: 'A scan that ends too early',
  question: 'Does truncate see a pin of the second page if it is told to scan from 0 to 0?',
  pages: PAGES,
  processes: 1,
  actors,
  demands: ['no-free-while-pinned', 'no-stray-dma', 'truncate-finishes'],
  sometimes: [
    { id: 'second-pinned', title: 'the second page is pinned', good: (s) => s.page[SECOND].pins === 1 },
    { id: 'block-freed', title: 'its block is freed', good: (s) => s.page[SECOND].owner !== 0 },
  ],
  designs: ['v5.17', 'gup-put', 'v6.15', 'v5.17+scans-first-page', 'gup-put+scans-first-page'],
  pair: ['gup-put+scans-first-page', 'gup-put'],
  told: 'app*9 io*7 trunc*12 io*3 trunc*14',
  fails: {
    'v6.15': ['truncate-finishes'],
    'v5.17+scans-first-page': ['no-free-while-pinned', 'no-stray-dma'],
    'gup-put+scans-first-page': ['no-free-while-pinned', 'no-stray-dma'],
  },
  notice:
    'The end of the range is part of it: from 0 to 0 is the first page. On the left the second is unmapped without a look, and its ' +
    'block goes while the device writes.',
};
