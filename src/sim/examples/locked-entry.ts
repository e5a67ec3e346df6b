import { designIds } from '../designs/index.ts';
import { unpinUserPage, writeback } from '../kernel/index.ts';
import type { Actor, Example } from '../scenario/index.ts';
import { mapper, pinner, truncater } from './parts/actors.ts';
import { met } from './parts/situations.ts';

export const actors: readonly Actor[] = [
  mapper,
  pinner('pins the page with FOLL_PIN, does DMA, unpins', 'FOLL_PIN', unpinUserPage),
  truncater,
  {
    name: 'sync',
    role: 'writes the page back, with the DAX entry locked meanwhile',
    process: 0,
    run: (t) => writeback(t, 0),
  },
];

export const lockedEntry: Example = {
  id: 'locked-entry',
  title: 'The entry that was locked',
  question: 'Does truncate see a pin on a page that is just being written back?',
  pages: 1,
  processes: 1,
  actors,
  demands: ['no-free-while-pinned', 'no-stray-dma', 'truncate-finishes'],
  sometimes: met.concat({
    id: 'locked-in-scan',
    title: 'the entry is locked while truncate holds invalidate_lock',
    good: (s) => s.page[0].entryLock === 4 && s.invalidateLock[0].exclusive === 3,
  }),
  designs: designIds.concat('gup-put+wait-for-locked', 'entry-held+wait-for-locked'),
  pair: ['gup-put', 'v6.15'],
  told: 'app*9 io*7 sync trunc*5 sync*2 trunc*3 io*3 trunc*12',
  fails: {
    'v5.17': ['no-free-while-pinned', 'no-stray-dma'],
    current: ['no-free-while-pinned', 'no-stray-dma', 'truncate-finishes'],
    'folio-put': ['no-free-while-pinned', 'no-stray-dma'],
    'gup-put': ['no-free-while-pinned', 'no-stray-dma'],
    'no-pgmap': ['no-free-while-pinned', 'no-stray-dma'],
    'fs-held': ['no-free-while-pinned', 'no-stray-dma', 'truncate-finishes'],
    'fs-held-notify': ['no-free-while-pinned', 'no-stray-dma', 'truncate-finishes'],
    'entry-held': ['no-free-while-pinned', 'no-stray-dma'],
    'v6.15': ['truncate-finishes'],
  },
  notice:
    'On the left the scan meets an entry that writeback has locked and does not look at it, so the pin is ' +
    'not seen. On the right it waits for the lock and looks then.',
};
