import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSchedule } from '../checker/index.ts';
import { exampleNamed } from '../examples/index.ts';
import { anyReplay } from './fixtures.ts';
import { fold, isFold, pair } from './index.ts';

const missedWakeup = exampleNamed('missed-wakeup');

test('every row is there once, in order, whatever the schedule', () => {
  fc.assert(
    fc.property(anyReplay, ({ example, left, right, schedule }) => {
      const { rows } = pair(example, left, right, schedule);
      const items = fold(rows);
      expect(items.flatMap((item) => (isFold(item) ? item.rows : [item]))).toEqual(rows);
      for (const item of items.filter(isFold)) {
        expect(item.rows.length).toBeGreaterThan(1);
        expect(new Set(item.rows.map(({ task }) => task))).toEqual(new Set([item.task]));
      }
    }),
    { numRuns: 200 },
  );
}, 30_000);

test('what counts, sleeps, wakes, parts, is missing or follows from a reading is not folded away', () => {
  fc.assert(
    fc.property(anyReplay, ({ example, left, right, schedule }) => {
      for (const item of fold(pair(example, left, right, schedule).rows).filter(isFold))
        for (const { left, right, parts } of item.rows) {
          expect(parts).toBe(false);
          for (const cell of [left, right]) {
            expect(cell).toMatchObject({ kind: 'moved', missed: null, woke: [] });
            if (cell?.kind !== 'moved') continue;
            expect(cell.deltas.map(({ name }) => name)).not.toContain('refcount');
            expect(cell.at).not.toMatch(/^wait\.(prepare|test|schedule)$/);
            expect(cell.says).not.toContain(':');
          }
        }
    }),
    { numRuns: 200 },
  );
}, 30_000);

test('the locks of a fault are one item, and its mapping is another', () => {
  const { rows } = pair(missedWakeup, 'current', 'fs-held', parseSchedule('app*9'));
  expect(fold(rows).map((item) => (isFold(item) ? item.rows.length : 1))).toEqual([5, 1, 3]);
});

test('one quiet row stays a row', () => {
  const { rows } = pair(missedWakeup, 'current', 'fs-held', ['app']);
  expect(fold(rows)).toEqual(rows);
});
