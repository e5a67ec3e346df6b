import { check } from '../src/sim/checker/index.ts';
import { missedWakeup } from '../src/sim/examples/missed-wakeup.ts';
import { modelOf } from '../src/sim/scenario/index.ts';

/** Runs in a browser: searches an example, which the tests have examined, so many times, and says how many milliseconds each took. */
export function searches(times: number): number[] {
  return Array.from({ length: times }, () => {
    const start = performance.now();
    check(modelOf(missedWakeup, 'current'), { examination: 'none' });
    return performance.now() - start;
  });
}

Object.assign(globalThis, { searches });
