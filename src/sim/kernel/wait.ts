import { loop } from '../checker/index.ts';
import type { Choices } from './choices.ts';
import { invalidateLock, lockExclusive, unlock } from './locks.ts';
import type { Page, State } from './state.ts';
import { type Path, type Step, step, type Thread } from './step.ts';

/**
 * ___wait_var_event(): onto the queue first, then the test, then sleep; so a wake-up between test and sleep
 * is not lost. The lock is given up only around the sleep. True once the page is idle, false if a signal came.
 */
export function* waitUntilIdle(
  t: Thread,
  page: number,
  { holdsLock, takesSignals }: { readonly holdsLock: boolean; readonly takesSignals: boolean },
): Path<boolean> {
  let idle: boolean;
  const testAgain = loop('test again');
  for (;;) {
    yield testAgain();
    yield prepareToWait(t, page);
    const found = yield testIdle(t, page, takesSignals);
    idle = found === IDLE;
    if (found !== NEITHER) break;
    if (holdsLock) yield unlock(t, 'wait.unlock', invalidateLock);
    yield schedule(t, page, takesSignals);
    if (holdsLock) yield lockExclusive(t, 'wait.lock', 'invalidate_lock', invalidateLock);
  }
  yield finishWait(t);
  return idle;
}

const NEITHER = 0;
const IDLE = 1;
const SIGNAL = 2;

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

/** The condition first; where that does not hold, a signal that is pending. */
function testIdle(t: Thread, page: number, takesSignals: boolean): Step {
  const { choices } = t.kernel;
  return step(t, 'wait.test', {
    page,
    choices: ['sleeperWaitsFor', 'idle'],
    effect: (s) => {
      if (isIdle(choices, s.page[page])) return IDLE;
      return takesSignals && s.task[t.me - 1].signal ? SIGNAL : NEITHER;
    },
    says: (s, found) =>
      `refcount ${s.page[page].refcount}` +
      [`, waits for ${choices.idle}`, ': idle', ', and a signal is pending: -ERESTARTSYS'][found],
  });
}

/** Sleeps until a wake-up, or a signal, has set the task running again. */
function schedule(t: Thread, page: number, takesSignals: boolean): Step {
  const { idle } = t.kernel.choices;
  return step(t, 'wait.schedule', {
    page,
    choices: ['sleeperWaitsFor', 'idle'],
    when: (s) => {
      const { sleeping, signal } = s.task[t.me - 1];
      return sleeping === 0 || (takesSignals && signal === 1);
    },
    because: (s) => asleep(s, page, idle),
    says: (s) => (s.task[t.me - 1].sleeping ? 'a signal' : 'woken'),
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

/** Sends task number `task`, from 1, a signal: it is pending from now on. */
export function signal(s: State, task: number): void {
  s.task[task - 1].signal = 1;
}
