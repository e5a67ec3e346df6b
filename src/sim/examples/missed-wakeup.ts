import { designIds } from '../designs/index.ts';
import {
  dma,
  type Foll,
  getUserPage,
  type Path,
  type Thread,
  touch,
  truncate,
  unpinUserPage,
} from '../kernel/index.ts';
import type { Actor, Example, Sometimes } from './example.ts';

const PAGE = 0;

/** A process touches its mapping of the file, and keeps it. */
export const mapper: Actor = {
  name: 'app',
  role: 'touches the page through its mapping, and keeps the mapping',
  process: 0,
  run: (t) => touch(t, PAGE),
};

/** A thread of that process takes the page through GUP for a device, and lets it go in its own way. */
export function pinner(role: string, foll: Foll, letGo: (t: Thread, page: number) => Path): Actor {
  return {
    name: 'rdma',
    role,
    process: 0,
    *run(t) {
      if (!(yield* getUserPage(t, PAGE, foll))) return;
      yield* dma(t, PAGE);
      yield* letGo(t, PAGE);
    },
  };
}

/** Somebody truncates the file to nothing. */
export const truncater: Actor = {
  name: 'trunc',
  role: 'truncates the file to nothing',
  process: 0,
  run: (t) => truncate(t, { pages: 1, processes: 1 }),
};

/** What a search among these three must have met. */
export const met: readonly Sometimes[] = [
  { id: 'truncate-sleeps', title: 'truncate sleeps on the page', good: (s) => s.task[2].sleeping === 1 },
  { id: 'page-pinned', title: 'the page is pinned', good: (s) => s.page[PAGE].pins === 1 },
  {
    id: 'pinned-unmapped',
    title: 'the page is pinned while nothing maps it',
    good: (s) => s.page[PAGE].pins === 1 && s.process[0].pte[PAGE] === 0,
  },
  { id: 'block-freed', title: 'the block is freed', good: (s) => s.page[PAGE].owner !== 0 },
];

export const missedWakeup: Example = {
  id: 'missed-wakeup',
  title: 'The missed wake-up',
  question: 'Does truncate wake when the last pin goes?',
  pages: 1,
  processes: 1,
  actors: [
    mapper,
    pinner('pins the page with FOLL_PIN, does DMA, unpins', 'FOLL_PIN', unpinUserPage),
    truncater,
  ],
  demands: ['no-lost-wakeup', 'no-free-while-pinned', 'no-stray-dma', 'truncate-finishes'],
  sometimes: met,
  designs: designIds,
  pair: ['current', 'fs-held'],
  told: 'app*9 rdma*7 trunc*8 rdma*3 trunc*11',
  fails: {
    current: ['no-lost-wakeup', 'truncate-finishes'],
    'fs-held': ['truncate-finishes'],
    'fs-held-notify': ['truncate-finishes'],
    'v6.15': ['truncate-finishes'],
  },
  notice:
    'On the left the last put leaves a count of 1 and tells nobody; on the right it leaves 0, which every put looks for.',
};
