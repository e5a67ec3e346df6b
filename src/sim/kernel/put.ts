import { type Put, putAndLook } from './put-and-look.ts';
import { endReading } from './rcu.ts';
import { type Path, step, type Thread } from './step.ts';
import { drop } from './struct-page.ts';
import { readsMapcount, wakes, wakeUpVar } from './wake.ts';

/**
 * The ways to drop references, and the wake-up that some of them end in. The decrement and the wake-up are
 * two steps: wake_up_var() looks at the wait queue only after the atomic has returned its value.
 */

/** unpin_user_page(): drops a FOLL_PIN (mm/gup.c: gup_put_folio). */
export function* unpinUserPage(t: Thread, page: number): Path {
  const references = t.kernel.layout.pinBias(page);
  yield* put(t, { at: 'unpin.sub', page, references, choice: 'gupPutWakesAt', who: 'pin' });
}

/** put_page(): drops a FOLL_GET reference the old way (include/linux/mm.h). */
export function* putPage(t: Thread, page: number): Path {
  yield* put(t, { at: 'put-page.sub', page, references: 1, choice: 'putPageWakesAt', who: 'pin' });
}

/** folio_put(), called by itself on a FOLL_GET reference (include/linux/mm.h). */
export function* folioPut(t: Thread, page: number): Path {
  yield* put(t, { at: 'folio-put.sub', page, references: 1, choice: 'folioPutWakesAt', who: 'pin' });
}

/** GUP takes back what it grabbed from a page-table entry that has changed meanwhile (mm/gup.c: gup_put_folio). */
export function* undoGrab(t: Thread, page: number, references: number): Path {
  yield* put(t, { at: 'gup-fast.undo', page, references, choice: 'gupPutWakesAt', who: 'gup' });
}

/** The fault path's own reference, dropped once the page is mapped (fs/dax.c: dax_fault_iter). */
export function* dropFaultReference(t: Thread, page: number): Path {
  yield* put(t, { at: 'fault.put', page, references: 1, choice: 'folioPutWakesAt', who: 'fault' });
}

/** A mapping's reference, dropped after the TLB flush (mm/swap.c: folios_put_refs). */
export function* dropMappingReference(t: Thread, page: number): Path {
  yield* put(t, { at: 'zap.put', page, references: 1, choice: 'folioPutWakesAt', who: 'mapping' });
}

function* put(t: Thread, one: Put): Path {
  const { at, page, references, choice, who } = one;
  if (readsMapcount(t.kernel.choices[choice])) return yield* putAndLook(t, one);
  const owesWakeUp = yield step(t, at, {
    page,
    effect: (s) => {
      const left = drop(t, s, page, references, who);
      if (who === 'gup') endReading(s, t);
      return wakes(t.kernel.choices[choice], left);
    },
  });
  if (owesWakeUp) yield wakeUpVar(t, page);
}
