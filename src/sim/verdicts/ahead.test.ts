import { expect, test } from 'vitest';
import { aheadOf } from './ahead.ts';

const titleOf = (property: string) => `no ${property}`;
const soonest = { property: 'loss', steps: 3 };

test.each([
  [
    { failed: 'loss', soonest: { property: 'loss', steps: 0 }, schedules: null },
    'failed',
    'has failed: no loss',
  ],
  [{ failed: null, soonest: null, schedules: { all: 7n, failing: 0n } }, 'cannot', 'can no longer fail'],
  [
    { failed: null, soonest, schedules: { all: 4321n, failing: 1234n } },
    'can',
    'can still fail: no loss, in 3 steps at the soonest; 1,234 of 4,321 schedules from here fail',
  ],
  [{ failed: null, soonest, schedules: null }, 'can', 'can still fail: no loss, in 3 steps at the soonest'],
  [
    { failed: null, soonest: { property: 'loss', steps: 0 }, schedules: null },
    'can',
    'can still fail: no loss, at once',
  ],
  [
    { failed: null, soonest: { property: 'loss', steps: 1 }, schedules: { all: 12n, failing: 12n } },
    'must',
    'must fail: no loss, in 1 step at the soonest; all 12 schedules from here do',
  ],
  [
    { failed: null, soonest, schedules: { all: 1n, failing: 1n } },
    'must',
    'must fail: no loss, in 3 steps at the soonest; the only schedule from here does',
  ],
] as const)('%o is %s', (outlook, kind, words) => {
  expect(aheadOf(outlook, titleOf)).toEqual({ kind, words });
});
