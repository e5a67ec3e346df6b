import { designIds } from '../designs/index.ts';
import { unpinUserPage, writeback } from '../kernel/index.ts';
import type { Example } from './example.ts';
import { mapper, met, pinner, truncater } from './missed-wakeup.ts';

export const lockedEntry: Example = {
  id: 'locked-entry',
  title: 'The entry that was locked',
  question: 'Does truncate see a pin on a page that is just being written back?',
  pages: 1,
  processes: 1,
  actors: [
    mapper,
    pinner('pins the page with FOLL_PIN, does DMA, unpins', 'FOLL_PIN', unpinUserPage),
    truncater,
    {
      name: 'sync',
      role: 'writes the page back, with the DAX entry locked meanwhile',
      process: 0,
      run: (t) => writeback(t, 0),
    },
  ],
  demands: ['no-free-while-pinned', 'no-stray-dma', 'free-is-idle'],
  sometimes: [
    ...met,
    {
      id: 'locked-in-scan',
      title: 'the entry is locked while truncate holds invalidate_lock',
      good: (s) => s.page[0].entryLock === 4 && s.invalidateLock.exclusive === 3,
    },
  ],
  designs: designIds,
  pair: ['gup-put', 'v6.15'],
  told: 'app*9 rdma*7 sync trunc*5 sync*2 trunc*3 rdma*3 trunc*12',
  fails: {
    'v5.17': ['no-free-while-pinned', 'no-stray-dma', 'free-is-idle'],
    current: ['no-free-while-pinned', 'no-stray-dma', 'free-is-idle'],
    'folio-put': ['no-free-while-pinned', 'no-stray-dma', 'free-is-idle'],
    'gup-put': ['no-free-while-pinned', 'no-stray-dma', 'free-is-idle'],
    'no-pgmap': ['no-free-while-pinned', 'no-stray-dma', 'free-is-idle'],
    'fs-held': ['no-free-while-pinned', 'no-stray-dma', 'free-is-idle'],
    'fs-held-notify': ['no-free-while-pinned', 'no-stray-dma', 'free-is-idle'],
    'entry-held': ['no-free-while-pinned', 'no-stray-dma', 'free-is-idle'],
  },
  notice: '',
};
