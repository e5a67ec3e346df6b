import { designIds } from '../designs/index.ts';
import { allocateBlock, unpinUserPage } from '../kernel/index.ts';
import type { Actor, Example } from '../scenario/index.ts';
import { pinner, truncater, unmapper } from './parts/actors.ts';
import { met } from './parts/situations.ts';

/** Another file is written, and is given whatever block is free. */
const allocator: Actor = {
  name: 'other',
  role: 'writes another file, which is given the block once it is free',
  process: 0,
  run: (t) => allocateBlock(t, 0),
};

export const actors: readonly Actor[] = [
  unmapper,
  pinner('pins the page with FOLL_PIN, does DMA, unpins', 'FOLL_PIN', unpinUserPage),
  truncater,
  allocator,
];

export const unmappedFile: Example = {
  id: 'unmapped-file',
  title: 'A file that nobody maps',
  question: 'Does truncate wait for a pin when no VMA maps the file any more?',
  pages: 1,
  processes: 1,
  actors,
  demands: ['no-lost-wakeup', 'no-free-while-pinned', 'no-stray-dma', 'truncate-finishes'],
  sometimes: met.concat({
    id: 'pinned-without-vma',
    title: 'the page is pinned while no VMA maps the file',
    good: (s) => s.page[0].pins === 1 && s.process[0].vma === 0,
  }),
  designs: designIds.concat('gup-put+scan-unmapped'),
  pair: ['gup-put', 'v6.15'],
  told: 'app*9 io*7 app*5 trunc*5 other io*3 trunc*11 other',
  fails: {
    'v5.17': ['no-free-while-pinned', 'no-stray-dma'],
    current: ['no-lost-wakeup', 'no-free-while-pinned', 'no-stray-dma', 'truncate-finishes'],
    'folio-put': ['no-free-while-pinned', 'no-stray-dma'],
    'gup-put': ['no-free-while-pinned', 'no-stray-dma'],
    'no-pgmap': ['no-free-while-pinned', 'no-stray-dma'],
    'fs-held': ['no-free-while-pinned', 'no-stray-dma'],
    'fs-held-notify': ['no-free-while-pinned', 'no-stray-dma'],
  },
  notice:
    'A pin needs no mapping to stay. Before v6.15 the scan returned at once when no VMA mapped the file, and the ' +
    'block could be given away under the pin.',
};
