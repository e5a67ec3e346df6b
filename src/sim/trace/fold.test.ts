import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseSchedule } from '../checker/index.ts';
import { exampleNamed } from '../examples/index.ts';
import { anyReplay } from './fixtures.ts';
import { fold, isFold, type Moved, pair, type Row } from './index.ts';

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

describe('two rows', () => {
  const quiet: Moved = {
    kind: 'moved',
    task: 'app',
    at: 'fault.lookup',
    fn: 'mmap_read_lock()',
    fact: 'fault-locks',
    choices: [],
    deltas: [],
    held: [],
    says: '',
    woke: [],
    missed: null,
    after: { refcount: [1], mapcount: [0], holders: [{ idle: 1 }], asleep: [], ended: [] },
  };
  const row = (number: number, left: Row['left'], right: Row['right'] = left, parts = false): Row => ({
    number,
    task: 'app',
    left,
    right,
    parts,
  });
  const items = (...rows: Row[]) => fold(rows).length;
  const delta = (variable: string) => ({ variable, name: '', from: '', to: '' });
  const loud: Partial<Moved>[] = [
    ...[
      'page.refcount',
      'page.mapcount',
      'page.owner',
      'page.dma',
      'process.pte',
      'process.vma',
      'process.opened',
    ].map((variable) => ({ deltas: [delta(variable)] })),
    { woke: ['trunc'] },
    { missed: 'trunc' },
    { says: 'PTE present' },
  ];

  test('in which nothing happens are one item', () => {
    expect(items(row(1, quiet), row(2, quiet))).toBe(1);
    expect(items(row(1, quiet), row(2, { ...quiet, deltas: [delta('pgmap.users')] }))).toBe(1);
  });

  test.each(loud)('are two where one of them has %j, on either side', (what) => {
    const said = { ...quiet, ...what };
    expect(items(row(1, quiet), row(2, said, quiet))).toBe(2);
    expect(items(row(1, quiet), row(2, quiet, said))).toBe(2);
  });

  test('are two where one side does nothing, or another thing, or where the sides part', () => {
    const blocked = {
      kind: 'blocked',
      task: 'app',
      at: null,
      why: '',
      choices: [],
      after: quiet.after,
    } as const;
    const others = [
      null,
      blocked,
      { ...quiet, at: 'fault.map' as const },
      { ...quiet, fn: 'mmap_read_unlock()' },
    ];
    for (const other of others) {
      expect(items(row(1, quiet), row(2, quiet, other))).toBe(2);
      expect(items(row(1, quiet), row(2, other, quiet))).toBe(2);
    }
    expect(items(row(1, quiet), row(2, null, null))).toBe(2);
    expect(items(row(1, quiet), row(2, quiet, quiet, true))).toBe(2);
  });

  test('are two where they are of two tasks', () => {
    expect(items(row(1, quiet), { ...row(2, quiet), task: 'io' })).toBe(2);
  });
});
