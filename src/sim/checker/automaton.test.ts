import { describe, expect, test } from 'vitest';
import type { Automaton } from './automaton.ts';
import { ModelError } from './errors.ts';
import { task } from './fixtures.ts';
import { StrictAutomaton } from './strict.ts';
import { loop, type Program, type Routine } from './task.ts';

type S = Record<string, number>;

/** Where `observations` lead. */
function walk(automaton: Automaton<S, unknown>, ...observations: number[]): number {
  let at = 0;
  for (const observation of observations) at = automaton.advance(automaton.states[at], observation);
  return at;
}

/** Names of the operations met on the way. */
function names(automaton: Automaton<S, unknown>, ...observations: number[]): (string | undefined)[] {
  return [...observations.keys(), observations.length].map(
    (n) => automaton.states[walk(automaton, ...observations.slice(0, n))].operation?.name,
  );
}

const of = (program: Program<S>) => new StrictAutomaton(task<S>('t', program));

describe('a program becomes an automaton', () => {
  test('an observation decides where it goes on', () => {
    const automaton = of(function* () {
      if (yield { name: 'look' }) yield { name: 'found' };
      else yield { name: 'not found' };
      yield { name: 'end' };
    });
    expect(names(automaton, 0, 0, 0)).toEqual(['look', 'not found', 'end', undefined]);
    expect(names(automaton, 1, 0, 0)).toEqual(['look', 'found', 'end', undefined]);
  });

  test('the same history is the same state, and the program is not run for it again', () => {
    let runs = 0;
    const automaton = of(function* () {
      runs++;
      yield { name: 'a' };
      yield { name: 'b' };
    });
    const there = walk(automaton, 0, 0);
    const before = runs;
    expect(walk(automaton, 0, 0)).toBe(there);
    expect(runs).toBe(before);
  });

  test('a program without operations has finished before it starts', () => {
    const automaton = of(function* () {});
    expect(automaton.states[0].operation).toBeNull();
  });

  test('all ways to finish are one state', () => {
    const automaton = of(function* () {
      if (yield { name: 'look' }) yield { name: 'act' };
    });
    expect(walk(automaton, 0)).toBe(walk(automaton, 1, 0));
    expect(automaton.states).toHaveLength(3);
  });

  test('sub-routines and their results work', () => {
    function* read(): Routine<S, unknown, boolean> {
      return (yield { name: 'read' }) === 1;
    }
    const automaton = of(function* () {
      if (yield* read()) yield { name: 'yes' };
    });
    expect(names(automaton, 1)).toEqual(['read', 'yes']);
    expect(names(automaton, 0)).toEqual(['read', undefined]);
  });
});

describe('loops', () => {
  test('coming back to the top is coming back to the same state', () => {
    const automaton = of(function* () {
      yield { name: 'start' };
      yield* loop('try', function* (again) {
        if (yield { name: 'test' }) return;
        yield { name: 'wait' };
        return again();
      });
    });
    const top = walk(automaton, 0);
    expect(walk(automaton, 0, 0, 0)).toBe(top);
    expect(walk(automaton, 0, 0, 0, 0, 0)).toBe(top);
    expect(automaton.states[walk(automaton, 0, 0, 0, 1)].operation).toBeNull();
    expect(automaton.states.length).toBe(4);
  });

  test('a local that is given to the loop makes another top', () => {
    const automaton = of(function* () {
      yield* loop(
        'try',
        function* (again, turn) {
          yield { name: turn ? 'odd' : 'even' };
          return again(1 - turn);
        },
        0,
      );
    });
    expect(names(automaton, 0, 0, 0, 0)).toEqual(['even', 'odd', 'even', 'odd', 'even']);
    expect(automaton.states.length).toBe(2);
  });

  test('locals of different types are different', () => {
    const automaton = of(function* () {
      const locals = ['1,2', 1, true, 'true', '1'];
      yield* loop(
        'try',
        function* (again, local) {
          yield { name: `${typeof local} ${local}` };
          const next = locals[locals.indexOf(local) + 1];
          return next === undefined ? undefined : again(next);
        },
        locals[0],
      );
    });
    expect(names(automaton, 0, 0, 0, 0, 0)).toEqual([
      'string 1,2',
      'number 1',
      'boolean true',
      'string true',
      'string 1',
      undefined,
    ]);
  });

  test('a loop in a loop starts afresh in each round of the outer one', () => {
    const automaton = of(function* () {
      yield* loop('outer', function* (again) {
        yield { name: 'scan' };
        yield* loop('inner', function* (again) {
          return (yield { name: 'wait' }) ? undefined : again();
        });
        return again();
      });
    });
    expect(names(automaton, 0, 0, 0, 1, 0, 0)).toEqual([
      'scan',
      'wait',
      'wait',
      'wait',
      'scan',
      'wait',
      'wait',
    ]);
    expect(automaton.states.length).toBe(2);
  });

  test('a loop that starts with another loop is cut back to the outer top', () => {
    const automaton = of(function* () {
      yield* loop('outer', function* (again) {
        yield* loop('inner', function* (again) {
          return (yield { name: 'test' }) ? undefined : again();
        });
        yield { name: 'act' };
        return again();
      });
    });
    expect(names(automaton, 0, 0, 1, 0, 1)).toEqual(['test', 'test', 'test', 'act', 'test', 'act']);
    expect(automaton.states.length).toBe(2);
  });

  test('an inner loop can hand on the other round of the outer one', () => {
    const automaton = of(function* () {
      yield* loop('outer', function* (outer) {
        yield { name: 'scan' };
        return yield* loop('inner', function* (inner) {
          const seen = yield { name: 'look' };
          return seen === 0 ? inner() : seen === 1 ? outer() : undefined;
        });
      });
    });
    expect(names(automaton, 0, 0, 1, 0, 2)).toEqual(['scan', 'look', 'look', 'scan', 'look', undefined]);
    expect(automaton.states.length).toBe(3);
  });
});

describe('a task that is not finite is refused', () => {
  const advance = (program: Program<S>, observation = 0) => {
    const automaton = of(program);
    return () => {
      for (let at = 0, n = 0; n < 5000 && automaton.states[at].operation; n++)
        at = automaton.advance(automaton.states[at], observation);
    };
  };

  test('a retry whose loop has no name', () => {
    const run = advance(function* () {
      for (;;) yield { name: 'retry' };
    });
    expect(run).toThrow(ModelError);
    expect(run).toThrow('task t is not finite');
  });

  test('a loop without an operation', () => {
    const spin = () =>
      of(function* () {
        // biome-ignore lint/correctness/useYield: that is what is wrong with it
        yield* loop('spin', function* (again) {
          return again();
        });
      });
    expect(spin).toThrow(
      "task t: loop 'spin' comes round without an operation in it; wait in one, with `when`",
    );
  });

  test('a loop without an operation from its second round on', () => {
    const run = advance(function* () {
      let first = true;
      yield* loop('spin', function* (again) {
        if (first) yield { name: 'only once' };
        first = false;
        return again();
      });
    });
    expect(run).toThrow("loop 'spin' comes round without an operation");
  });

  test('a loop without an operation whose locals change', () => {
    const spin = () =>
      of(function* () {
        yield* loop(
          'count',
          // biome-ignore lint/correctness/useYield: that is what is wrong with it
          function* (again, i) {
            return again(i + 1);
          },
          0,
        );
      });
    expect(spin).toThrow("loop 'count' comes round without an operation");
  });
});
