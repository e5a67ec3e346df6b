import type { Choice, WakesAt } from './choices.ts';
import { beginReading, endReading } from './rcu.ts';
import type { Landmark } from './sources.ts';
import type { Page, State, Toucher } from './state.ts';
import { type Path, type Step, step, type Thread } from './step.ts';
import { countsOf, structPage } from './struct-page.ts';

/**
 * The ways to drop references, and the wake-up that some of them end in. The decrement and the wake-up are
 * two steps: wake_up_var() looks at the wait queue only after the atomic has returned its value.
 */
type PutChoice = Extract<Choice, `${string}WakesAt`>;

/** unpin_user_page(): drops a FOLL_PIN (mm/gup.c: gup_put_folio). */
export function* unpinUserPage(t: Thread, page: number): Path {
  yield* put(t, 'unpin.sub', page, t.kernel.layout.pinBias[page], 'gupPutWakesAt', 'pin');
}

/** put_page(): drops a FOLL_GET reference the old way (include/linux/mm.h). */
export function* putPage(t: Thread, page: number): Path {
  yield* put(t, 'put-page.sub', page, 1, 'putPageWakesAt', 'pin');
}

/** folio_put(), called by itself on a FOLL_GET reference (include/linux/mm.h). */
export function* folioPut(t: Thread, page: number): Path {
  yield* put(t, 'folio-put.sub', page, 1, 'folioPutWakesAt', 'pin');
}

/** GUP takes back what it grabbed from a page-table entry that has changed meanwhile (mm/gup.c: gup_put_folio). */
export function* undoGrab(t: Thread, page: number, references: number): Path {
  yield* put(t, 'gup-fast.undo', page, references, 'gupPutWakesAt', 'gup');
}

/** The fault path's own reference, dropped once the page is mapped (fs/dax.c: dax_fault_iter). */
export function* dropFaultReference(t: Thread, page: number): Path {
  yield* put(t, 'fault.put', page, 1, 'folioPutWakesAt', 'mapping');
}

/** A mapping's reference, dropped after the TLB flush (mm/swap.c: folios_put_refs). */
export function* dropMappingReference(t: Thread, page: number): Path {
  yield* put(t, 'zap.put', page, 1, 'folioPutWakesAt', 'mapping');
}

function* put(
  t: Thread,
  at: Landmark,
  page: number,
  references: number,
  choice: PutChoice,
  who: Toucher,
): Path {
  const wakesAt = t.kernel.choices[choice];
  if (readsMapcount(wakesAt)) return yield* putAndLook(t, at, page, references, choice, who);
  const wakes = yield step(t, at, {
    page,
    choices: ['idle', choice],
    effect: (s) => {
      const p = drop(t, s, page, references, who);
      if (who === 'gup') endReading(s, t);
      return wakesAt === 'any count' || p.refcount === wakesAt;
    },
  });
  if (wakes) yield wakeUpVar(t, page);
}

const readsMapcount = (wakesAt: WakesAt) => typeof wakesAt === 'string' && wakesAt !== 'any count';

/**
 * A remedy that no kernel has: the put looks at the mapcount, before it drops its reference or after, and that is a step
 * of its own. What reaches 0 was the last: it wakes, and does not look. GUP-fast has interrupts off until it has looked.
 */
function* putAndLook(
  t: Thread,
  at: Landmark,
  page: number,
  references: number,
  choice: PutChoice,
  who: Toucher,
): Path {
  const reads = t.kernel.choices[choice];
  const before = reads === 'mapcount, read before';
  const isReader = who === 'gup' || reads === 'mapcount, read under RCU';
  if (before) yield look(t, page, choice, who);
  const wakes = yield step(t, at, {
    page,
    choices: ['idle', choice],
    effect: (s) => {
      const task = s.task[t.me - 1];
      const { refcount } = drop(t, s, page, references, who);
      const wakes = refcount === 0 || (before && refcount === task.looked);
      task.looked = 0;
      if (isReader) beginReading(s, t);
      if (isReader && (wakes || before)) endReading(s, t);
      return wakes;
    },
  });
  if (wakes) yield wakeUpVar(t, page);
  else if (!before)
    yield wakeUpVar(t, page, (s) => {
      const { refcount, mapcount } = structPage(t, s, page, who);
      if (isReader) endReading(s, t);
      return refcount === mapcount;
    });
}

/** Reads the mapcount while the put's own reference is still there, and keeps what it was. */
function look(t: Thread, page: number, choice: PutChoice, who: Toucher): Step {
  return step(t, 'put.look', {
    page,
    choices: [choice],
    effect: (s) => {
      s.task[t.me - 1].looked = structPage(t, s, page, who).mapcount;
    },
    says: (s) => `${s.task[t.me - 1].looked} mapped`,
  });
}

function drop(t: Thread, s: State, page: number, references: number, who: Toucher): Page {
  const p = structPage(t, s, page, who);
  p.refcount -= references;
  if (who === 'pin') s.page[page].pins -= 1;
  return p;
}

/**
 * Wakes everybody on the page's wait queue (kernel/sched/wait_bit.c: wake_up_var); with `looks`, if that is true. By itself
 * it looks at no struct page, so it may come when the page is gone.
 */
export function wakeUpVar(t: Thread, page: number, looks?: (s: State) => boolean): Step {
  return step(t, 'wake', {
    page,
    says: (_, woken) => (woken ? '' : looks ? 'others hold it, or nobody waits' : 'nobody waits'),
    effect: (s) => {
      if (looks && !looks(s)) return 0;
      let woken = 0;
      for (const task of s.task) {
        if (task.queue !== countsOf(t, page) + 1) continue;
        task.queue = 0;
        task.sleeping = 0;
        woken++;
      }
      return woken;
    },
  });
}
