import { loop } from '../checker/index.ts';
import type { Choices } from './choices.ts';
import { unlockEntry } from './entry.ts';
import { isBusy, isIdle } from './idle.ts';
import { invalidateLock, lockExclusive, unlock } from './locks.ts';
import type { Page, State } from './state.ts';
import { type Path, type Step, step, type Thread } from './step.ts';

interface Wait {
  /** The caller holds invalidate_lock. */
  readonly holdsLock: boolean;
  /** A signal ends the wait. */
  readonly takesSignals: boolean;
  /** The page whose DAX entry the caller has locked: it is unlocked as soon as the wait is over, or a wake-up has come. */
  readonly entry: number | undefined;
}

/**
 * ___wait_var_event(): onto the queue first, then the test, then sleep; so a wake-up between test and sleep
 * is not lost. The lock is given up only around the sleep. True once the page is idle, or the caller should look
 * again; false if a signal came.
 */
export function* waitUntilIdle(
  t: Thread,
  page: number,
  { holdsLock, takesSignals, entry }: Wait,
): Path<boolean> {
  const { lockAsleep, afterWakeUp } = t.kernel.choices;
  let found: number;
  const testAgain = loop('test again');
  for (;;) {
    yield testAgain();
    yield prepareToWait(t, page);
    found = yield testIdle(t, page, takesSignals);
    if (found !== NEITHER) break;
    const givesUp = holdsLock && lockAsleep === 'given up';
    if (givesUp) yield unlock(t, 'wait.unlock', invalidateLock);
    yield schedule(t, page, takesSignals);
    // A fault holds invalidate_lock when it waits for the entry, so the entry goes first; what comes then is scanned for.
    if (entry !== undefined) yield unlockEntry(t, entry);
    if (givesUp) yield lockExclusive(t, 'wait.lock', 'invalidate_lock', invalidateLock);
    if (afterWakeUp === 'scans again' || entry !== undefined) break;
  }
  if (entry !== undefined && found !== NEITHER) yield unlockEntry(t, entry);
  yield finishWait(t);
  return found !== SIGNAL;
}

const NEITHER = 0;
const IDLE = 1;
const SIGNAL = 2;

function prepareToWait(t: Thread, page: number): Step {
  const { faultsMeanwhile } = t.kernel.choices;
  return step(t, 'wait.prepare', {
    page,
    says: () => 'on the wait queue',
    effect: (s) => {
      const task = s.task[t.me - 1];
      task.queue = page + 1;
      task.sleeping = 1;
      if (faultsMeanwhile !== 'let in') task.waiting = 1;
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
      [`, waits for ${awaited(choices, s.page[page])}`, ': idle', ', and a signal is pending: -ERESTARTSYS'][
        found
      ],
  });
}

/** Sleeps until a wake-up, or a signal, has set the task running again. */
function schedule(t: Thread, page: number, takesSignals: boolean): Step {
  const { choices } = t.kernel;
  return step(t, 'wait.schedule', {
    page,
    choices: ['sleeperWaitsFor', 'idle', 'wakesByItself'],
    when: (s) => {
      const { sleeping, signal } = s.task[t.me - 1];
      // To wake in vain is left out: it frees nothing, and a period is longer than a fault, and GUP's look after it.
      const inTime = choices.wakesByItself && !isBusy(choices, s.page[page]);
      return sleeping === 0 || inTime || (takesSignals && signal === 1);
    },
    because: (s) => asleep(choices, s.page[page]),
    says: (s) => {
      const { sleeping, signal } = s.task[t.me - 1];
      return sleeping === 0 ? 'woken' : signal ? 'a signal' : 'by itself';
    },
  });
}

function asleep(choices: Choices, page: Page): string {
  const nobody = isIdle(choices, page) ? ', and nobody has woken it' : '';
  return `asleep in ___wait_var_event, refcount is ${page.refcount}, waits for ${awaited(choices, page)}${nobody}`;
}

/** The count that is waited for, in words. */
const awaited = ({ sleeperWaitsFor, idle }: Choices, { mapcount }: Page): string =>
  sleeperWaitsFor === 'refcount == idle' ? `${idle}` : `the mapcount, ${mapcount}`;

function finishWait(t: Thread): Step {
  return step(t, 'wait.finish', {
    effect: (s) => {
      Object.assign(s.task[t.me - 1], { queue: 0, sleeping: 0, waiting: 0 });
    },
  });
}

/** Sends task number `task`, from 1, a signal: it is pending from now on. */
export function signal(s: State, task: number): void {
  s.task[task - 1].signal = 1;
}
