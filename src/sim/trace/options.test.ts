import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseSchedule } from '../checker/index.ts';
import { exampleNamed } from '../examples/index.ts';
import { anyReplay } from './fixtures.ts';
import { pair, scheduleOf, sideOf, toldPair } from './index.ts';
import { turnAt } from './options.ts';

const missedWakeup = exampleNamed('missed-wakeup');

test('a choice adds its rows to those before it, on both sides, whichever is told', () => {
  fc.assert(
    fc.property(anyReplay, fc.boolean(), fc.nat(60), ({ example, left, right, schedule }, turned, row) => {
      const teller = turned ? 'right' : 'left';
      const shown = pair(example, left, right, schedule, teller);
      const turn = turnAt(example, shown, row);
      const replay = (words: readonly string[]) => pair(example, left, right, words, teller).rows;
      // A row that says of the next one that a wake-up is owed may say so itself, where the next one is not there.
      const places = (rows: typeof shown.rows) =>
        rows.map(({ task, left, right }) => [task, left?.kind, right?.kind]);
      expect(turn.row).toBeGreaterThanOrEqual(Math.min(row, shown.rows.length));
      expect(places(replay(turn.before))).toEqual(places(shown.rows.slice(0, turn.row)));
      for (const { task, rows, done, why } of turn.options) {
        const after = replay([...turn.before, task]);
        expect(after.slice(turn.row)).toEqual(rows);
        for (const side of ['left', 'right'] as const) {
          expect(done[side]).toEqual(scheduleOf(after, side));
          const alone = sideOf(example, side === 'left' ? left : right);
          for (const name of turn.done[side]) alone.move(name);
          expect(why[side]).toBe(alone.whyNot(task));
        }
        if (why.left === null || why.right === null) expect(rows).not.toEqual([]);
      }
    }),
    { numRuns: 60 },
  );
}, 60_000);

describe('the told missed wake-up', () => {
  const shown = toldPair(missedWakeup);

  test('from the start each task can move', () => {
    const { before, row, options } = turnAt(missedWakeup, shown, 0);
    expect([before, row]).toEqual([[], 0]);
    expect(options.map(({ task, rows }) => [task, rows.length > 0])).toEqual([
      ['app', true],
      ['io', true],
      ['trunc', true],
    ]);
  });

  test('after its last row a task that has ended and one that sleeps cannot, on the left', () => {
    const { before, options } = turnAt(missedWakeup, shown, shown.rows.length);
    expect(before).toEqual(parseSchedule(missedWakeup.told));
    expect(options.map(({ task, why }) => [task, why.left])).toEqual([
      ['app', 'it has finished'],
      ['io', 'it has finished'],
      ['trunc', expect.stringContaining('nobody has woken it')],
    ]);
  });

  test('in the midst of a word it goes on after that word', () => {
    const alone = shown.rows.find(
      ({ left, number }) => left === null && shown.words[number - 1] === shown.words[number],
    );
    expect(alone).toBeDefined();
    const { row } = turnAt(missedWakeup, shown, alone?.number ?? 0);
    expect(row).toBeGreaterThan(alone?.number ?? 0);
    expect(shown.words[row - 1]).toBe(shown.words[row - 2]);
  });
});
