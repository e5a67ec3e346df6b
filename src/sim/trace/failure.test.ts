import { expect, test } from 'vitest';
import { parseSchedule, type Schedule } from '../checker/index.ts';
import { designNamed } from '../designs/index.ts';
import { exampleNamed, examples } from '../examples/index.ts';
import type { Example } from '../scenario/index.ts';
import { askedOf } from '../verdicts/verdicts.ts';
import { failureBeside } from './failure.ts';
import { pair } from './index.ts';

const shown = (example: Example, design: string, other: string, schedule: Schedule) =>
  failureBeside(example, designNamed(design), designNamed(other), schedule);

test('a failure in which all sleep goes on with what the other design does, until nothing moves there either', () => {
  const example = exampleNamed('missed-wakeup');
  const told = parseSchedule('app*9 io*7 trunc*8 io*2');
  const { schedule, row } = shown(example, 'current', 'gup-put', told);
  expect(schedule.slice(0, told.length)).toEqual(told);
  const { rows, ending } = pair(example, 'current', 'gup-put', schedule);
  expect(rows[row - 1]).toMatchObject({ task: 'io', left: { at: 'unpin.sub' } });
  expect(rows[row]).toMatchObject({ left: { kind: 'absent' }, right: { woke: ['trunc'] } });
  expect(ending).toMatchObject({ left: { kind: 'stuck' }, right: { kind: 'finished' } });
});

test('beside a design that fails as well it ends where both do', () => {
  const example = exampleNamed('bare-put');
  const told = parseSchedule(example.told);
  const { schedule } = shown(example, 'current', 'gup-put', told);
  expect(schedule).toEqual(told);
});

test('a failure from which things go on ends with it', () => {
  const example = exampleNamed('missed-wakeup');
  const told = parseSchedule('app*9 io*7');
  expect(shown(example, 'current', 'v6.15', told)).toEqual({ schedule: told, row: expect.any(Number) });
});

test.each(examples)('each failure of $id is shown at a row of its own design', (example) => {
  for (const design of example.designs)
    for (const { verdict, schedule } of askedOf(example, design)) {
      if (verdict !== 'fails' || schedule === null || schedule.length === 0) continue;
      const other = example.pair.find((id) => id !== design) ?? design;
      const found = shown(example, design, other, schedule);
      const { rows, ending } = pair(example, design, other, found.schedule);
      expect(rows[found.row - 1]?.left?.kind).toMatch(/moved|blocked/);
      const before = pair(example, design, other, schedule);
      expect(rows.slice(0, found.row).map(({ task }) => task)).toEqual(
        before.rows.slice(0, found.row).map(({ task }) => task),
      );
      if (before.ending.left.kind === 'stuck') expect(ending.left).toEqual(before.ending.left);
    }
});
