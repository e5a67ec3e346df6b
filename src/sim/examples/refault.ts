import { designIds, remedied } from '../designs/index.ts';
import { touch, unpinUserPage } from '../kernel/index.ts';
import type { Actor, Example } from '../scenario/index.ts';
import { pinner, truncater } from './parts/actors.ts';
import { met } from './parts/situations.ts';

export const actors: readonly Actor[] = [
  {
    name: 'app',
    role: 'touches the page through its mapping, and does it again later',
    process: 0,
    *run(t) {
      yield* touch(t, 0);
      yield* touch(t, 0);
    },
  },
  pinner('pins the page with FOLL_PIN, does DMA, unpins', 'FOLL_PIN', unpinUserPage),
  truncater,
];

export const refault: Example = {
  id: 'refault',
  title: 'The sleeper and the second fault',
  question: 'Does truncate finish if the page is touched again while it sleeps?',
  pages: 1,
  processes: 1,
  actors,
  demands: [
    'no-lost-wakeup',
    'no-free-while-pinned',
    'no-stray-dma',
    'truncate-finishes',
    'no-refused-fault',
  ],
  sometimes: met,
  designs: designIds.concat(remedied),
  pair: ['gup-put', 'v6.15'],
  told: 'app*9 io*7 trunc*8 app*9 io*3 trunc*13',
  fails: {
    current: ['no-lost-wakeup', 'truncate-finishes'],
    'fs-held': ['truncate-finishes'],
    'fs-held-notify': ['truncate-finishes'],
    'v6.15': ['truncate-finishes'],
    'v6.15+looks-early': ['no-lost-wakeup', 'truncate-finishes'],
    'v6.15+faults-refused': ['no-refused-fault'],
  },
  notice:
    'On the right the second mapping holds a reference, so the last unpin does not bring the count to 0, and only ' +
    '0 wakes. On the left a mapping holds nothing.',
};
