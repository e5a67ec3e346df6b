import { describe, expect, test } from 'vitest';
import { countSchedules } from './count.ts';
import { fairCycles } from './cycles.ts';
import { BLOCKED, KeptGraph } from './graph.ts';

/** A graph from rows of successors, one entry per task; `_` is blocked. Levels are not looked at here. */
function graph(...rows: (number | typeof _)[][]): KeptGraph {
  return new KeptGraph(rows[0].length, rows.length, Int32Array.from(rows.flat()));
}
const _ = BLOCKED;
const sorted = (sets: readonly (readonly number[])[]) => sets.map((set) => [...set].sort((a, b) => a - b));

describe('fairCycles', () => {
  test('a cycle of every task is fair', () => {
    expect(sorted(fairCycles(graph([1, _], [_, 0])))).toEqual([[0, 1]]);
  });

  test('a step that changes nothing is a cycle', () => {
    expect(sorted(fairCycles(graph([0])))).toEqual([[0]]);
  });

  test('a state without a way back is none', () => {
    expect(fairCycles(graph([1], [_]))).toEqual([]);
  });

  test('a task that could always leave makes it unfair', () => {
    // Task 0 goes round 0 and 1; task 1 could go to 2 from both.
    expect(fairCycles(graph([1, 2], [0, 2], [_, _]))).toEqual([]);
  });

  test('a task that can leave only now and then may never do so', () => {
    expect(sorted(fairCycles(graph([1, 2], [0, _], [_, _])))).toEqual([[0, 1]]);
  });

  test('two sets are two answers, and only what is asked for is looked at', () => {
    const two = graph([1, _], [0, 2], [3, _], [2, _]);
    expect(sorted(fairCycles(two))).toEqual([
      [2, 3],
      [0, 1],
    ]);
    expect(sorted(fairCycles(two, (state) => state < 2))).toEqual([[0, 1]]);
    expect(fairCycles(two, (state) => state !== 1 && state !== 3)).toEqual([]);
  });

  test('a long way round needs no deep stack', () => {
    const n = 200_000;
    const successors = Int32Array.from({ length: n }, (_to, i) => (i + 1) % n);
    expect(fairCycles(new KeptGraph(1, n, successors))[0]).toHaveLength(n);
  });
});

describe('countSchedules', () => {
  test('counts paths, not states', () => {
    expect(countSchedules(graph([1, 2], [_, 3], [3, _], [_, _]))).toBe(2n);
    expect(countSchedules(graph([_]))).toBe(1n);
  });

  test('counts each way to an end, whichever end it is', () => {
    expect(countSchedules(graph([1, 2], [_, _], [3, 4], [_, _], [_, _]))).toBe(3n);
  });

  test('is exact beyond 2^53', () => {
    const rows = Array.from({ length: 100 }, (_row, i) => [i + 1, i + 1, i + 1]);
    expect(countSchedules(graph(...rows, [_, _, _]))).toBe(3n ** 100n);
  });

  test('is null where a cycle makes it infinite', () => {
    expect(countSchedules(graph([1, 2], [0, _], [_, _]))).toBeNull();
    expect(countSchedules(graph([0, 1], [_, _]))).toBeNull();
  });
});

test('schedules are counted exactly, however many there are', () => {
  /** A chain of states, each left by two tasks for the next; the last one by none. */
  const chain = (length: number) =>
    new KeptGraph(
      2,
      length + 1,
      Int32Array.from({ length: 2 * (length + 1) }, (_, i) =>
        i < 2 * length ? Math.floor(i / 2) + 1 : BLOCKED,
      ),
    );
  for (const length of [0, 1, 31, 32, 33, 64, 1100])
    expect(countSchedules(chain(length))).toBe(2n ** BigInt(length));
});
