import { check, type ExploreOptions, type Result } from '../src/sim/checker/index.ts';
import { missedWakeup } from '../src/sim/examples/missed-wakeup.ts';
import { crowded, modelOf } from '../src/sim/scenario/index.ts';

/** Runs in a browser. */

/** Searches an example so many times, and says how many milliseconds each took. */
function searches(times: number, options: ExploreOptions): number[] {
  return Array.from({ length: times }, () => {
    const start = performance.now();
    check(modelOf(missedWakeup, 'current'), options);
    return performance.now() - start;
  });
}

/** Where a search came to that was not to hold more than some bytes. */
export type Held = Pick<Result<unknown>, 'states' | 'bytes' | 'stopped'>;

/** Looks at each state of a scenario that has more than a browser holds, within so many bytes. */
function searchWithin(memory: number): Held {
  const { states, bytes, stopped } = check(modelOf(crowded(missedWakeup, { io: 5 }), 'current'), {
    memory,
    whole: true,
    limit: Number.POSITIVE_INFINITY,
  });
  return { states, bytes, stopped };
}

Object.assign(globalThis, { searches, searchWithin });
