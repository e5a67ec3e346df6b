import { designIds } from '../designs/index.ts';
import { folioPut } from '../kernel/index.ts';
import type { Actor, Example } from '../scenario/index.ts';
import { mapper, pinner, truncater } from './parts/actors.ts';
import { met } from './parts/situations.ts';

export const actors: readonly Actor[] = [
  mapper,
  pinner('takes the page with FOLL_GET, does DMA, drops it with a bare folio_put()', 'FOLL_GET', folioPut),
  truncater,
];

export const barePut: Example = {
  id: 'bare-put',
  title: 'The put that is left',
  question: 'Does truncate wake when a FOLL_GET reference goes by a bare folio_put()?',
  pages: 1,
  processes: 1,
  actors,
  demands: ['no-lost-wakeup', 'no-free-while-pinned', 'no-stray-dma', 'truncate-finishes'],
  sometimes: met,
  designs: designIds,
  pair: ['gup-put', 'fs-held'],
  told: 'app*9 io*6 trunc*8 io*3 trunc*11',
  fails: {
    'v5.17': ['no-lost-wakeup', 'truncate-finishes'],
    current: ['no-lost-wakeup', 'truncate-finishes'],
    'gup-put': ['no-lost-wakeup', 'truncate-finishes'],
    'no-pgmap': ['no-lost-wakeup', 'truncate-finishes'],
    'fs-held': ['truncate-finishes'],
    'fs-held-notify': ['truncate-finishes'],
    'v6.15': ['truncate-finishes'],
  },
  notice: 'The design that was merged for v5.19 taught GUP that 1 is idle. This put does not go through GUP.',
};
