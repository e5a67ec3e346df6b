import { designIds, remedied } from '../designs/index.ts';
import { dma, getUserPage, putPage, touch } from '../kernel/index.ts';
import type { Actor, Example } from '../scenario/index.ts';
import { wholeFileTruncater } from './parts/actors.ts';

const FIRST = 0;
const NEXT = 1;

export const actors: readonly Actor[] = [
  {
    name: 'app',
    role: 'touches the first page, and does it again later',
    process: 0,
    *run(t) {
      yield* touch(t, FIRST);
      yield* touch(t, FIRST);
    },
  },
  {
    name: 'io',
    role: 'takes both pages with FOLL_GET, one after the other, as one direct write does, and lets go of them',
    process: 0,
    *run(t) {
      if (!(yield* getUserPage(t, FIRST, 'FOLL_GET'))) return;
      if (yield* getUserPage(t, NEXT, 'FOLL_GET')) {
        yield* dma(t, FIRST);
        yield* putPage(t, NEXT);
      }
      yield* putPage(t, FIRST);
    },
  },
  wholeFileTruncater(2),
];

export const pinAndFault: Example = {
  id: 'pin-and-fault',
  title: 'Who pins must fault',
  question: 'Does anything break if the holder of a pin has to fault another page in?',
  pages: 2,
  processes: 1,
  actors,
  demands: ['no-lost-wakeup', 'no-free-while-pinned', 'truncate-finishes', 'no-refused-fault'],
  sometimes: [
    {
      id: 'faults-while-pinned',
      title: 'the first page is pinned, truncate sleeps on it, and the second is not mapped',
      good: (s) => s.page[FIRST].pins === 1 && s.task[2].queue === FIRST + 1 && s.process[0].pte[NEXT] === 0,
    },
    {
      id: 'both-pinned',
      title: 'both pages are pinned',
      good: (s) => s.page.every(({ pins }) => pins === 1),
    },
    { id: 'block-freed', title: 'the first block is freed', good: (s) => s.page[FIRST].owner !== 0 },
  ],
  designs: designIds.concat(remedied),
  pair: ['gup-put', 'v6.15'],
  told: 'app*9 io*5 trunc*9 io*14 io*9 trunc*16 app*9',
  fails: {
    'fs-held': ['truncate-finishes'],
    'fs-held-notify': ['truncate-finishes'],
    'v6.15': ['truncate-finishes'],
    'v6.15+looks-early': ['no-lost-wakeup', 'truncate-finishes'],
    'v6.15+unpin-wakes': ['no-lost-wakeup', 'truncate-finishes'],
    'v6.15+keep-lock': ['truncate-finishes'],
    'v6.15+faults-wait': ['truncate-finishes'],
    'v6.15+faults-refused': ['no-refused-fault'],
  },
  notice:
    'One call takes two pages: it holds the first while it faults the second in. Truncate sleeps on the first and has ' +
    'given invalidate_lock up, so the fault can come, and the call can end. Keep faults out, and neither ends.',
};
