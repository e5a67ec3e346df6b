import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseSchedule, type Schedule } from '../checker/index.ts';
import type { Example } from '../scenario/index.ts';
import { anyReplay, everyDesign, moves } from './fixtures.ts';
import { pair, scheduleOf, sideOf, toldOn } from './index.ts';

/* What must hold of any pair, of every example. It takes longer than all else that is asked of pairs. */

test('a design beside itself does not part, and no cell is empty', () => {
  for (const { example, left, right } of everyDesign.filter((each) => each.left === each.right)) {
    const { rows } = pair(example, left, right, toldOn(example, left));
    for (const row of rows) expect(row.left).toEqual(row.right);
    expect(rows.filter(({ parts }) => parts)).toEqual([]);
  }
});

/** What must hold of any two designs on any schedule. */
function sound(example: Example, left: string, right: string, schedule: Schedule): void {
  const { rows, ending } = pair(example, left, right, schedule);

  expect(rows.map(({ number }) => number)).toEqual(rows.map((_, i) => i + 1));
  expect(rows.filter(({ parts }) => parts).length).toBeLessThanOrEqual(1);
  for (const row of rows) {
    const cells = [row.left, row.right].filter((cell) => cell !== null);
    expect(cells.length).toBeGreaterThan(0);
    for (const cell of cells) expect(cell.task).toBe(row.task);
  }

  // The left side takes each word that it can, as if it were alone.
  const alone = sideOf(example, left);
  const taken = schedule.flatMap((task) => {
    if (!alone.canMove(task)) return [];
    const cell = alone.move(task);
    return cell.kind === 'moved' ? [`${cell.task} ${cell.at}`] : [];
  });
  expect(moves(rows, 'left')).toEqual(taken);
  expect(ending.left).toEqual(alone.ending());

  // Either side's own schedule leads that side, alone on the left, to the same end by the same way.
  for (const [side, design] of [
    ['left', left],
    ['right', right],
  ] as const) {
    const again = pair(example, design, design, scheduleOf(rows, side));
    expect(moves(again.rows, 'left')).toEqual(moves(rows, side));
    expect(again.ending.left).toEqual(ending[side]);
  }

  // A side that cannot move says so again only when something has changed for it.
  for (const side of ['left', 'right'] as const)
    for (const task of example.actors.map(({ name }) => name)) {
      const cells = rows.filter((row) => row.task === task && row[side] !== null).map((row) => row[side]);
      for (const [i, cell] of cells.entries()) {
        const before = cells[i - 1];
        if (cell?.kind === 'blocked' && before?.kind === 'blocked') expect(cell.why).not.toBe(before.why);
      }
    }
}

test.each(everyDesign)('the told schedule of $id pairs $left with $right', ({ example, left, right }) => {
  sound(example, left, right, toldOn(example, left));
  sound(example, left, right, parseSchedule(example.told));
});

test('any schedule pairs any two designs', () => {
  fc.assert(
    fc.property(anyReplay, ({ example, left, right, schedule }) => sound(example, left, right, schedule)),
    { numRuns: 300 },
  );
}, 30_000);
