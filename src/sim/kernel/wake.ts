import type { MapcountRead, WakesAt } from './choices.ts';
import type { Page, State, Toucher } from './state.ts';
import { type Step, step, type Thread } from './step.ts';
import { countsOf } from './struct-page.ts';

/** Whether a put that wakes at this has to look at the mapcount. */
export const readsMapcount = (at: WakesAt): at is MapcountRead =>
  typeof at === 'string' && at !== 'any count';

/** Whether a put wakes that wakes at this, has left these counts, and sees both at once. */
export const wakes = (at: WakesAt, { refcount, mapcount }: Pick<Page, 'refcount' | 'mapcount'>): boolean =>
  at === 'any count' || refcount === (readsMapcount(at) ? mapcount : at);

/** A look before a wake-up, in one step with it, and on whose behalf. */
export interface Look {
  readonly who: Toucher;
  readonly finds: (s: State) => boolean;
}

/**
 * Wakes everybody on the page's wait queue (kernel/sched/wait_bit.c: wake_up_var); with a `look`, if it finds what it looks for. By itself
 * it looks at no struct page, so it may come when the page is gone.
 */
export function wakeUpVar(t: Thread, page: number, look?: Look): Step {
  return step(t, 'wake', {
    page,
    ...(look && { which: `after a look for the ${look.who}` }),
    says: (_, woken) => (woken ? '' : look ? 'others hold it, or nobody waits' : 'nobody waits'),
    effect: (s) => {
      if (look && !look.finds(s)) return 0;
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
