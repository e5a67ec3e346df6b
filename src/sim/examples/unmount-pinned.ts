import { designIds } from '../designs/index.ts';
import { evict, mount, unmount, unpinUserPage } from '../kernel/index.ts';
import type { Actor, Example } from '../scenario/index.ts';
import { pinner, unmapper } from './parts/actors.ts';
import { blockFreed, pagePinned } from './parts/situations.ts';

export const actors: readonly Actor[] = [
  unmapper,
  pinner('pins the page with FOLL_PIN, does DMA, unpins', 'FOLL_PIN', unpinUserPage),
  {
    name: 'admin',
    role: 'unmounts the file system, mounts it again, and removes the file',
    process: 0,
    *run(t) {
      yield* unmount(t, { pages: 1, processes: 1 });
      yield* mount(t);
      yield* evict(t, { pages: 1, processes: 1 });
    },
  },
];

export const unmountPinned: Example = {
  id: 'unmount-pinned',
  title: 'Unmounting under a pin',
  question: 'Does a file system that is unmounted and mounted again know of a pin?',
  pages: 1,
  processes: 1,
  actors,
  demands: ['no-lost-wakeup', 'no-free-while-pinned', 'no-stray-dma'],
  sometimes: [pagePinned, blockFreed],
  designs: designIds.concat('v6.15+evict-does-not-wait'),
  pair: ['gup-put', 'v6.15'],
  told: 'app*9 io*7 app*5 admin*9 io*3 admin*14',
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
  notice:
    'Unmounting takes the entries away without a look at the page. The file system that is mounted next ' +
    'has no entry that it could look at, and frees the block.',
};
