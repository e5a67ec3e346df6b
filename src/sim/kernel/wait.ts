import { type Again, loop } from '../checker/index.ts';
import type { Choices } from './choices.ts';
import { unlockEntry } from './entry.ts';
import { isBusy, isIdle } from './idle.ts';
import { invalidateLock, lockExclusive, unlock } from './locks.ts';
import type { Page, State } from './state.ts';
import { type Path, type Step, step, type Thread } from './step.ts';
import { countsOf } from './struct-page.ts';

interface Wait {
  /** The caller holds the file's invalidate_lock. */
  readonly holdsLock: boolean;
  /** A signal ends the wait. */
  readonly takesSignals: boolean;
  /** The caller has locked the page's DAX entry: it is unlocked when the wait is over, or a wake-up has come. */
  readonly locksEntry: boolean;
}

/**
 * ___wait_var_event(): onto the queue first, then the test, then sleep; so a wake-up between test and sleep
 * is not lost. The lock is given up only around the sleep. True once the page is idle, or the caller should look
 * again; false if a signal came.
 */
export function* waitUntilIdle(
  t: Thread,
  busy: number,
  { holdsLock, takesSignals, locksEntry }: Wait,
): Path<boolean> {
  const { choices } = t.kernel;
  const page = countsOf(t, busy);
  const lock = invalidateLock(t, busy);
  const found = yield* loop('test again', function* (again): Path<number | Again> {
    yield prepareToWait(t, page, holdsLock ? t.kernel.layout.file[busy] + 1 : 0);
    const found = yield testIdle(t, page, takesSignals);
    if (found !== NEITHER) return found;
    const givesUp = holdsLock && choices.lockAsleep === 'given up';
    if (givesUp) yield unlock(t, 'wait.unlock', lock);
    yield schedule(t, page, takesSignals);
    // A fault holds invalidate_lock when it waits for the entry, so the entry goes first; what comes then is scanned for.
    if (locksEntry) yield unlockEntry(t, busy);
    if (givesUp) yield lockExclusive(t, 'wait.lock', 'invalidate_lock', lock);
    return locksEntry || choices.afterWakeUp === 'scans again' ? NEITHER : again();
  });
  if (locksEntry && found !== NEITHER) yield unlockEntry(t, busy);
  yield finishWait(t);
  return found !== SIGNAL;
}

const NEITHER = 0;
const IDLE = 1;
const SIGNAL = 2;

function prepareToWait(t: Thread, page: number, file: number): Step {
  return step(t, 'wait.prepare', {
    page,
    says: () => 'on the wait queue',
    effect: (s) => {
      const task = s.task[t.me - 1];
      task.queue = page + 1;
      task.sleeping = 1;
      if (t.kernel.choices.faultsMeanwhile !== 'let in') task.waiting = file;
    },
  });
}

/** The condition first; where that does not hold, a signal that is pending. */
function testIdle(t: Thread, page: number, takesSignals: boolean): Step {
  const { choices } = t.kernel;
  return step(t, 'wait.test', {
    page,
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
const awaited = (choices: Choices, { mapcount }: Page): string =>
  choices.sleeperWaitsFor === 'refcount == idle' ? `${choices.idle}` : `the mapcount, ${mapcount}`;

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
