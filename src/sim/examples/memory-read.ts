import { designIds, remedied } from '../designs/index.ts';
import { folioPut, getUserPage } from '../kernel/index.ts';
import type { Actor, Example } from '../scenario/index.ts';
import { truncater } from './parts/actors.ts';
import { blockFreed, pageMapped } from './parts/situations.ts';

export const actors: readonly Actor[] = [
  {
    name: 'reader',
    role: 'twice takes the page with FOLL_GET for a moment and drops it with a bare folio_put()',
    process: 0,
    *run(t) {
      for (let times = 0; times < 2; times++) if (yield* getUserPage(t, 0, 'FOLL_GET')) yield* folioPut(t, 0);
    },
  },
  truncater,
];

export const memoryRead: Example = {
  id: 'memory-read',
  title: 'A look at another process’s memory',
  question: 'Is truncate woken when somebody has only read the page?',
  pages: 1,
  processes: 1,
  actors,
  demands: ['no-lost-wakeup', 'no-free-while-pinned', 'truncate-finishes'],
  sometimes: [
    { id: 'truncate-sleeps', title: 'truncate sleeps on the page', good: (s) => s.task[1].sleeping === 1 },
    pageMapped,
    blockFreed,
  ],
  designs: designIds.concat(remedied),
  pair: ['gup-put', 'v6.15'],
  told: 'reader*18 trunc*8 reader*2 trunc*12 reader*20 trunc*20',
  fails: {
    'v5.17': ['no-lost-wakeup', 'truncate-finishes'],
    current: ['no-lost-wakeup', 'truncate-finishes'],
    'gup-put': ['no-lost-wakeup', 'truncate-finishes'],
    'no-pgmap': ['no-lost-wakeup', 'truncate-finishes'],
    'fs-held': ['truncate-finishes'],
    'fs-held-notify': ['truncate-finishes'],
    'v6.15': ['truncate-finishes'],
    'v6.15+unpin-wakes': ['no-lost-wakeup', 'truncate-finishes'],
  },
  notice:
    'Nobody holds the page for longer than a read takes. On the left truncate comes in between, and the put does not wake it. On ' +
    'the right it sleeps on the mapping that the read itself has made.',
};
