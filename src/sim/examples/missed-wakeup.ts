import { designIds } from '../designs/index.ts';
import { unpinUserPage } from '../kernel/index.ts';
import type { Actor, Example } from '../scenario/index.ts';
import { mapper, pinner, truncater } from './parts/actors.ts';
import { met } from './parts/situations.ts';

export const actors: readonly Actor[] = [
  mapper,
  pinner('pins the page with FOLL_PIN, does DMA, unpins', 'FOLL_PIN', unpinUserPage),
  truncater,
];

export const missedWakeup: Example = {
  id: 'missed-wakeup',
  title: 'The missed wake-up',
  question: 'Does truncate wake when the last pin goes?',
  pages: 1,
  processes: 1,
  actors,
  demands: ['no-lost-wakeup', 'no-free-while-pinned', 'no-stray-dma', 'truncate-finishes'],
  sometimes: met,
  designs: designIds,
  pair: ['current', 'fs-held'],
  told: 'app*9 io*7 trunc*8 io*3 trunc*11',
  fails: {
    current: ['no-lost-wakeup', 'truncate-finishes'],
    'fs-held': ['truncate-finishes'],
    'fs-held-notify': ['truncate-finishes'],
    'v6.15': ['truncate-finishes'],
  },
  notice:
    'On the left the last put leaves a count of 1 and tells nobody; on the right it leaves 0, which every put looks for.',
};
