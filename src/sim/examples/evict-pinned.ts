import { designIds } from '../designs/index.ts';
import { evict, unpinUserPage } from '../kernel/index.ts';
import type { Actor, Example } from '../scenario/index.ts';
import { pinner, unmapper } from './parts/actors.ts';
import { pinnedAndFreed } from './parts/situations.ts';

export const actors: readonly Actor[] = [
  unmapper,
  pinner('pins the page with FOLL_PIN, does DMA, unpins', 'FOLL_PIN', unpinUserPage),
  {
    name: 'evict',
    role: 'evicts the inode of the unlinked file, once nothing maps it',
    process: 0,
    run: (t) => evict(t, { pages: 1, processes: 1 }),
  },
];

export const evictPinned: Example = {
  id: 'evict-pinned',
  title: 'Eviction',
  question: 'Does the end of an unlinked file wait for a pin?',
  pages: 1,
  processes: 1,
  actors,
  demands: ['no-lost-wakeup', 'no-free-while-pinned', 'no-stray-dma'],
  sometimes: pinnedAndFreed,
  designs: designIds.concat('gup-put+evict-waits', 'v6.15+evict-does-not-wait'),
  pair: ['gup-put', 'v6.15'],
  told: 'app*9 io*7 app*5 evict*6 io*3 evict*12',
  fails: {
    'v5.17': ['no-free-while-pinned', 'no-stray-dma'],
    current: ['no-free-while-pinned', 'no-stray-dma'],
    'folio-put': ['no-free-while-pinned', 'no-stray-dma'],
    'gup-put': ['no-free-while-pinned', 'no-stray-dma'],
    'no-pgmap': ['no-free-while-pinned', 'no-stray-dma'],
    'fs-held': ['no-free-while-pinned', 'no-stray-dma'],
    'fs-held-notify': ['no-free-while-pinned', 'no-stray-dma'],
    'v6.15+evict-does-not-wait': ['no-free-while-pinned', 'no-stray-dma'],
  },
  notice: 'Before v6.15 nothing in the way from iput() to the free block looked at the page.',
};
