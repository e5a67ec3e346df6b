import { designIds, remedied } from '../designs/index.ts';
import { fork, getUserPage, touch, truncate, unpinUserPage } from '../kernel/index.ts';
import type { Actor, Example } from '../scenario/index.ts';
import { blockFreed, pagePinned } from './parts/situations.ts';

export const actors: readonly Actor[] = [
  {
    name: 'app',
    role: 'touches the page, forks, and keeps its mapping, as the child does',
    process: 0,
    *run(t) {
      yield* touch(t, 0);
      yield* fork(t, 1, 1);
    },
  },
  {
    name: 'io',
    role: 'pins the page in the parent with FOLL_PIN, unpins',
    process: 0,
    *run(t) {
      if (yield* getUserPage(t, 0, 'FOLL_PIN')) yield* unpinUserPage(t, 0);
    },
  },
  {
    name: 'trunc',
    role: 'truncates the file to nothing',
    process: 0,
    run: (t) => truncate(t, { pages: 1, processes: 2 }),
  },
];

export const forkAsleep: Example = {
  id: 'fork-asleep',
  title: 'A fork while truncate sleeps',
  question: 'Is truncate woken if the last pin goes while fork() copies a mapping?',
  pages: 1,
  processes: 2,
  children: [1],
  actors,
  demands: ['no-lost-wakeup', 'no-free-while-pinned', 'truncate-finishes'],
  sometimes: [
    pagePinned,
    {
      id: 'forks-asleep',
      title: 'truncate sleeps on the page while fork() is under way',
      good: (s) => s.task[2].sleeping === 1 && s.process[0].mmapLock.exclusive === 1,
    },
    {
      id: 'unpinned-between',
      title: 'truncate sleeps, no pin is left, and fork() has a reference for its copy and no mapcount yet',
      good: (s) => s.task[2].sleeping === 1 && s.page[0].pins === 0 && s.process[0].pageTableLock === 1,
      gives: ['no-lost-wakeup'],
    },
    blockFreed,
  ],
  designs: designIds.concat(remedied),
  pair: ['v6.15+wait-for-mappings', 'v6.15+polls'],
  told: 'io*15 trunc*10 app*15 io*2 app*2 trunc*18',
  fails: {
    current: ['no-lost-wakeup', 'truncate-finishes'],
    'fs-held': ['truncate-finishes'],
    'fs-held-notify': ['truncate-finishes'],
    'v6.15': ['truncate-finishes'],
    'v6.15+wait-for-mappings': ['no-lost-wakeup', 'truncate-finishes'],
    'v6.15+looks-late': ['no-lost-wakeup', 'truncate-finishes'],
    'v6.15+looks-early': ['no-lost-wakeup', 'truncate-finishes'],
    'v6.15+every-put-wakes': ['no-lost-wakeup', 'truncate-finishes'],
    'v6.15+unpin-wakes': ['no-lost-wakeup', 'truncate-finishes'],
  },
  never: {
    'v5.17': ['unpinned-between'],
    current: ['unpinned-between'],
    'folio-put': ['unpinned-between'],
    'gup-put': ['unpinned-between'],
    'no-pgmap': ['unpinned-between'],
    'entry-held': ['unpinned-between'],
    'v6.15+fault-wakes': ['unpinned-between'],
    'v6.15+keep-lock': ['unpinned-between'],
    'v6.15+faults-wait': ['unpinned-between'],
    'v6.15+entry-locked': ['unpinned-between'],
    'v6.15+faults-refused': ['unpinned-between'],
  },
  notice:
    'On the left the unpin comes when fork() has a reference for its copy and no mapcount yet, so it leaves more than ' +
    'mappings and wakes nobody. Then the mapcount follows, and no put. On the right truncate looks again by itself.',
};
