import { count } from '../../text/layout.ts';
import type { Outlook } from '../checker/index.ts';

/** What can still come of a point in a schedule, in words: "can still fail: …". */
export interface Ahead {
  readonly kind: 'failed' | 'must' | 'can' | 'cannot';
  readonly words: string;
}

/** The same as the checker has it; `titleOf` says what a property is called. */
export function aheadOf(
  { failed, soonest, schedules }: Outlook,
  titleOf: (property: string) => string,
): Ahead {
  if (failed !== null) return { kind: 'failed', words: `has failed: ${titleOf(failed)}` };
  if (soonest === null) return { kind: 'cannot', words: 'can no longer fail' };
  const { property, steps } = soonest;
  const what = `${titleOf(property)}, ${steps === 0 ? 'at once' : `in ${count(steps, 'step')} at the soonest`}`;
  if (schedules === null) return { kind: 'can', words: `can still fail: ${what}` };
  const { all, failing } = schedules;
  if (failing < all)
    return {
      kind: 'can',
      words: `can still fail: ${what}; ${failing.toLocaleString('en-US')} of ${count(all, 'schedule')} from here fail`,
    };
  const which =
    all === 1n ? 'the only schedule from here does' : `all ${count(all, 'schedule')} from here do`;
  return { kind: 'must', words: `must fail: ${what}; ${which}` };
}
