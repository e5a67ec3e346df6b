import { loop } from '../checker/index.ts';
import type { Choices } from './choices.ts';
import { invalidateLock, lockExclusive, unlock } from './locks.ts';
import type { Page, State } from './state.ts';
import { type Path, type Step, step, type Thread } from './step.ts';

/**
 * ___wait_var_event(): onto the queue first, then the test, then sleep; so a wake-up between test and sleep
 * is not lost. The lock is given up only around the sleep.
 */
export function* waitUntilIdle(t: Thread, page: number, holdsLock: boolean): Path {
  const testAgain = loop('test again');
  for (;;) {
    yield testAgain();
    yield prepareToWait(t, page);
    if (yield testIdle(t, page)) break;
    if (holdsLock) yield unlock(t, 'wait.unlock', invalidateLock);
    yield schedule(t, page);
    if (holdsLock) yield lockExclusive(t, 'wait.lock', 'invalidate_lock', invalidateLock);
  }
  yield finishWait(t);
}

/** What the sleeper waits for. */
export function isIdle({ idle }: Choices, { refcount }: Page): boolean {
  return refcount === idle;
}

function prepareToWait(t: Thread, page: number): Step {
  return step(t, 'wait.prepare', {
    page,
    says: () => 'on the wait queue',
    effect: (s) => {
      s.task[t.me - 1].queue = page + 1;
      s.task[t.me - 1].sleeping = 1;
    },
  });
}

function testIdle(t: Thread, page: number): Step {
  const { choices } = t.kernel;
  return step(t, 'wait.test', {
    page,
    choices: ['sleeperWaitsFor', 'idle'],
    effect: (s) => isIdle(choices, s.page[page]),
    says: (s, idle) => `refcount ${s.page[page].refcount}${idle ? ': idle' : `, waits for ${choices.idle}`}`,
  });
}

/** Sleeps until a wake-up has set the task running again. */
function schedule(t: Thread, page: number): Step {
  const { idle } = t.kernel.choices;
  return step(t, 'wait.schedule', {
    page,
    choices: ['sleeperWaitsFor', 'idle'],
    when: (s) => s.task[t.me - 1].sleeping === 0,
    because: (s) => asleep(s, page, idle),
    says: () => 'woken',
  });
}

function asleep(s: Readonly<State>, page: number, idle: number): string {
  const { refcount } = s.page[page];
  const nobody = refcount === idle ? ', and nobody has woken it' : '';
  return `asleep in ___wait_var_event, refcount is ${refcount}, waits for ${idle}${nobody}`;
}

function finishWait(t: Thread): Step {
  return step(t, 'wait.finish', {
    effect: (s) => {
      s.task[t.me - 1].queue = 0;
      s.task[t.me - 1].sleeping = 0;
    },
  });
}
