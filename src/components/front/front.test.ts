import { expect, test } from 'vitest';
import { designNamed } from '../../sim/designs/index.ts';
import { exampleNamed, examples } from '../../sim/examples/index.ts';
import { verdictOf } from '../../sim/verdicts/verdicts.ts';
import { decisiveRows } from './decisive.ts';
import { columns, problems } from './problems.ts';

test('each problem is one somewhere, and none in some release, or in the proposal', () => {
  for (const { says, example, property } of problems) {
    const verdicts = columns.map((design) => verdictOf(exampleNamed(example), design, property));
    expect(
      verdicts.some(({ verdict }) => verdict === 'fails'),
      says,
    ).toBe(true);
    expect(
      verdicts.some(({ verdict }) => verdict === 'holds'),
      says,
    ).toBe(true);
    expect(
      verdicts.some(({ verdict }) => verdict === 'undecided'),
      says,
    ).toBe(false);
    expect(says).toMatch(/^[A-Z].*[^.]$/);
  }
  for (const id of columns) expect(designNamed(id).id).toBe(id);
});

test('the rows that decide are what the sleeper waits for, where the designs part, and what comes of it', () => {
  const { rows, pair } = decisiveRows(exampleNamed('missed-wakeup'));
  expect(rows.map(({ left, right }) => [left?.kind ?? null, right?.kind ?? null])).toEqual([
    ['moved', 'moved'],
    ['moved', 'moved'],
    ['absent', 'moved'],
    ['blocked', 'moved'],
  ]);
  expect(rows[1].parts).toBe(true);
  expect(pair.ending.left.kind).toBe('stuck');
  const same = { ...exampleNamed('missed-wakeup'), pair: ['current', 'current'] as const };
  expect(() => decisiveRows(same)).toThrow('the designs of missed-wakeup do not part');
  expect(examples.length).toBeGreaterThan(1);
});
