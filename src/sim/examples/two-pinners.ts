import { designIds } from '../designs/index.ts';
import { getUserPage, touch, truncate, unpinUserPage } from '../kernel/index.ts';
import type { Actor, Example } from '../scenario/index.ts';
import { blockFreed } from './parts/situations.ts';

/** Touches the page, takes it for a device, and lets it go, in a process of its own. */
function user(name: string, process: number): Actor {
  return {
    name,
    role: 'touches the page in a process of its own, pins it with FOLL_PIN, unpins',
    process,
    *run(t) {
      yield* touch(t, 0);
      if (yield* getUserPage(t, 0, 'FOLL_PIN')) yield* unpinUserPage(t, 0);
    },
  };
}

export const actors: readonly Actor[] = [
  user('io', 0),
  user('nic', 1),
  {
    name: 'trunc',
    role: 'truncates the file to nothing',
    process: 0,
    run: (t) => truncate(t, { pages: 1, processes: 2 }),
  },
];

export const twoPinners: Example = {
  id: 'two-pinners',
  title: 'Two mappings, two pins',
  question: 'Does truncate wake when the last of two pins goes?',
  pages: 1,
  processes: 2,
  actors,
  demands: ['no-lost-wakeup', 'no-free-while-pinned', 'truncate-finishes'],
  sometimes: [
    { id: 'pinned-twice', title: 'the page is pinned twice', good: (s) => s.page[0].pins === 2 },
    { id: 'truncate-sleeps', title: 'truncate sleeps on the page', good: (s) => s.task[2].sleeping === 1 },
    blockFreed,
  ],
  designs: designIds,
  pair: ['current', 'fs-held'],
  told: 'io*15 nic*15 trunc*10 io nic*2 trunc*14',
  fails: {
    current: ['no-lost-wakeup', 'truncate-finishes'],
    'fs-held': ['truncate-finishes'],
    'fs-held-notify': ['truncate-finishes'],
    'v6.15': ['truncate-finishes'],
  },
  notice:
    'The first unpin leaves a pin behind, under every design, and wakes nobody. What matters is the last ' +
    'one, whoever that is.',
};
