import { designIds, remedied } from '../designs/index.ts';
import { getUserPage, putPage } from '../kernel/index.ts';
import type { Actor, Example } from '../scenario/index.ts';
import { truncater } from './parts/actors.ts';
import { blockFreed, pagePinned } from './parts/situations.ts';

export const actors: readonly Actor[] = [
  {
    name: 'app',
    role: 'takes the page with FOLL_GET, and again, as who puts it into a pipe twice does; lets go of both',
    process: 0,
    *run(t) {
      if (!(yield* getUserPage(t, 0, 'FOLL_GET'))) return;
      if (yield* getUserPage(t, 0, 'FOLL_GET')) yield* putPage(t, 0);
      yield* putPage(t, 0);
    },
  },
  truncater,
];

export const pinAgain: Example = {
  id: 'pin-again',
  title: 'Who pins, pins again',
  question: 'Does anything break if the holder of a pin has to fault the same page in?',
  pages: 1,
  processes: 1,
  actors,
  demands: ['no-lost-wakeup', 'no-free-while-pinned', 'truncate-finishes', 'no-refused-fault'],
  sometimes: [
    pagePinned,
    {
      id: 'held-asleep',
      title: 'the page is held and not mapped, and truncate sleeps on it',
      good: (s) => s.page[0].pins === 1 && s.process[0].pte[0] === 0 && s.task[1].sleeping === 1,
    },
    blockFreed,
  ],
  designs: designIds.concat(remedied),
  pair: ['gup-put', 'v6.15'],
  told: 'app*13 trunc*8 app*16 trunc*12',
  fails: {
    'fs-held': ['truncate-finishes'],
    'fs-held-notify': ['truncate-finishes'],
    'v6.15': ['truncate-finishes'],
    'v6.15+unpin-wakes': ['no-lost-wakeup', 'truncate-finishes'],
    'v6.15+fault-wakes': ['truncate-finishes'],
    'v6.15+keep-lock': ['truncate-finishes'],
    'v6.15+faults-wait': ['truncate-finishes'],
    'v6.15+entry-locked': ['truncate-finishes'],
    'v6.15+faults-refused': ['no-refused-fault'],
  },
  notice:
    'Nobody else is needed: the process that holds the page maps it again itself while truncate sleeps. What keeps that ' +
    'fault out keeps the holder from its end.',
};
