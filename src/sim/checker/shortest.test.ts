import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fairCycles } from './cycles.ts';
import { explore } from './explore.ts';
import { model, straight, task } from './fixtures.ts';
import { BLOCKED, type Graph, KeptGraph } from './graph.ts';
import { int } from './layout.ts';
import { shortestSchedule, wayRound } from './shortest.ts';
import { loop } from './task.ts';

/** A breadth-first graph over `width` tasks, grown from random successors: state 0 reaches all that is in it. */
const graphs: fc.Arbitrary<Graph> = fc
  .tuple(
    fc.integer({ min: 1, max: 3 }),
    fc.array(fc.integer({ min: -3, max: 11 }), { minLength: 36, maxLength: 36 }),
  )
  .map(([tasks, moves]) => {
    const number = new Map([[0, 0]]);
    const order = [0];
    const successors: number[] = [];
    const levels = [0];
    for (let i = 0, levelEnd = 1; i < order.length; i++) {
      if (i === levelEnd) {
        levels.push(i);
        levelEnd = order.length;
      }
      for (let task = 0; task < tasks; task++) {
        const to = moves[order[i] * tasks + task];
        if (to >= 0 && !number.has(to)) {
          number.set(to, order.length);
          order.push(to);
        }
        successors.push(to < 0 ? BLOCKED : (number.get(to) as number));
      }
    }
    levels.push(order.length);
    return new KeptGraph(tasks, order.length, Int32Array.from(successors), levels);
  });

/** Every schedule of exactly `length` steps into `targets`, by brute force. */
function schedules(graph: Graph, targets: readonly number[], length: number): number[][] {
  const extend = (state: number, path: number[]): number[][] => {
    if (path.length === length) return targets.includes(state) ? [path] : [];
    const all: number[][] = [];
    for (let task = 0; task < graph.tasks; task++) {
      const to = graph.successor(state, task);
      if (to !== BLOCKED) all.push(...extend(to, [...path, task]));
    }
    return all;
  };
  return extend(0, []);
}

const switches = (path: readonly number[]) => path.filter((task, i) => i > 0 && task !== path[i - 1]).length;

describe('shortestSchedule', () => {
  test('is as short as brute force finds, with as few context switches', () => {
    fc.assert(
      fc.property(graphs, fc.array(fc.nat(), { minLength: 1, maxLength: 3 }), (graph, picks) => {
        const targets = picks.map((pick) => pick % graph.states);
        const found = shortestSchedule(graph, targets) as number[];
        for (let length = 0; length < found.length; length++)
          expect(schedules(graph, targets, length)).toEqual([]);
        const best = Math.min(...schedules(graph, targets, found.length).map(switches));
        expect(schedules(graph, targets, found.length)).toContainEqual(found);
        expect(switches(found)).toBe(best);
      }),
      { numRuns: 300 },
    );
  });

  test('prefers a run of one task to an interleaving', () => {
    const step = { name: 'step' };
    const space = explore(model({}, [straight('a', step, step, step), straight('b', step, step, step)]));
    expect(switches(shortestSchedule(space, [space.states - 1]) as number[])).toBe(1);
  });

  test('is empty into the first state, and null into none', () => {
    const space = explore(model({}, [straight('a', { name: 'step' })]));
    expect(shortestSchedule(space, [1, 0])).toEqual([]);
    expect(shortestSchedule(space, [])).toBeNull();
  });

  test('counts more switches than 16 bits hold', () => {
    const turns = 70_000;
    const taker = (name: string, mine: number) =>
      task<{ x: number }>(name, function* () {
        yield* loop('my turn', function* (again) {
          yield {
            name: 'take',
            when: (s: { x: number }) => s.x < turns && s.x % 2 === mine,
            effect: (s) => void s.x++,
          };
          return again();
        });
      });
    const space = explore(model({ x: int(0, turns) }, [taker('a', 0), taker('b', 1)]));
    const found = shortestSchedule(space, [turns]) as number[];
    expect(found).toHaveLength(turns);
    expect(switches(found)).toBe(turns - 1);
  });
});

describe('wayRound', () => {
  test('comes back, and each task moves in it or passes a state in which it cannot', () => {
    let met = 0;
    fc.assert(
      fc.property(graphs, (graph) => {
        const { tasks } = graph;
        for (const cycle of fairCycles(graph)) {
          met++;
          for (const start of cycle) {
            const way = wayRound(graph, cycle, start);
            const passed = [start];
            for (const task of way) passed.push(graph.successor(passed.at(-1) as number, task));
            expect(way.length).toBeGreaterThan(0);
            expect(passed.at(-1)).toBe(start);
            expect(cycle).toEqual(expect.arrayContaining(passed));
            for (let task = 0; task < tasks; task++)
              expect(
                way.includes(task) || passed.some((state) => graph.successor(state, task) === BLOCKED),
              ).toBe(true);
          }
        }
      }),
      { numRuns: 200 },
    );
    expect(met).toBeGreaterThan(50);
  });
});
