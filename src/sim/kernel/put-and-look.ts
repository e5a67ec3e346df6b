import { beginReading, endReading } from './rcu.ts';
import type { Landmark } from './sources.ts';
import type { Toucher } from './state.ts';
import { type Path, type Step, step, type Thread } from './step.ts';
import { drop, structPage } from './struct-page.ts';
import { wakeUpVar } from './wake.ts';

/** What a put is: its place, what it drops of which page, and for whom. */
export interface Put {
  readonly at: Landmark;
  readonly page: number;
  readonly references: number;
  /** The choice that says when it wakes. */
  readonly choice: 'gupPutWakesAt' | 'putPageWakesAt' | 'folioPutWakesAt';
  readonly who: Toucher;
}

/**
 * A remedy that no kernel has: the put looks at the mapcount, before it drops its reference or after, and that is a step
 * of its own. What reaches 0 was the last: it wakes, and does not look. GUP-fast has interrupts off until it has looked.
 */
export function* putAndLook(t: Thread, put: Put): Path {
  const { at, page, references, choice, who } = put;
  const reads = () => t.kernel.choices[choice];
  const looksBefore = () => reads() === 'mapcount, read before';
  const isReader = () => who === 'gup' || reads() === 'mapcount, read under RCU';
  if (looksBefore()) yield look(t, put);
  const wakes = yield step(t, at, {
    page,
    effect: (s) => {
      const task = s.task[t.me - 1];
      const { refcount } = drop(t, s, page, references, who);
      const before = looksBefore();
      const wakes = refcount === 0 || (before && refcount === task.looked);
      task.looked = 0;
      if (isReader()) beginReading(s, t);
      if (isReader() && (wakes || before)) endReading(s, t);
      return wakes;
    },
  });
  if (wakes) yield wakeUpVar(t, page);
  else if (!looksBefore())
    yield wakeUpVar(t, page, {
      who,
      finds: (s) => {
        const { refcount, mapcount } = structPage(t, s, page, who);
        if (isReader()) endReading(s, t);
        return refcount === mapcount;
      },
    });
}

/** Reads the mapcount while the put's own reference is still there, and keeps what it was. */
function look(t: Thread, { page, who }: Put): Step {
  return step(t, 'put.look', {
    page,
    which: `for the ${who}`,
    effect: (s) => {
      s.task[t.me - 1].looked = structPage(t, s, page, who).mapcount;
    },
    says: (s) => `${s.task[t.me - 1].looked} mapped`,
  });
}
