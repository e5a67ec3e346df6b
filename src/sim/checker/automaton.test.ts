import { describe, expect, test } from 'vitest';
import { Automaton } from './automaton.ts';
import { ModelError } from './errors.ts';
import { task } from './fixtures.ts';
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

const of = (program: Program<S>) => new Automaton(task<S>('t', program));

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
      const again = loop('try');
      yield { name: 'start' };
      for (;;) {
        yield again();
        if (yield { name: 'test' }) return;
        yield { name: 'wait' };
      }
    });
    const top = walk(automaton, 0);
    expect(walk(automaton, 0, 0, 0)).toBe(top);
    expect(walk(automaton, 0, 0, 0, 0, 0)).toBe(top);
    expect(automaton.states[walk(automaton, 0, 0, 0, 1)].operation).toBeNull();
    expect(automaton.states.length).toBe(4);
  });

  test('a local that is given to the loop makes another top', () => {
    const automaton = of(function* () {
      const again = loop('try');
      for (let turn = 0; ; turn = 1 - turn) {
        yield again(turn);
        yield { name: turn ? 'odd' : 'even' };
      }
    });
    expect(names(automaton, 0, 0, 0, 0)).toEqual(['even', 'odd', 'even', 'odd', 'even']);
    expect(automaton.states.length).toBe(2);
  });

  test('locals of different types are different', () => {
    const automaton = of(function* () {
      const again = loop('try');
      for (const local of ['1,2', 1, true, 'true', '1'] as const) {
        yield again(local);
        yield { name: `${typeof local} ${local}` };
      }
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
      const outer = loop('outer');
      for (;;) {
        yield outer();
        yield { name: 'scan' };
        const inner = loop('inner');
        do {
          yield inner();
        } while (!(yield { name: 'wait' }));
      }
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
      const outer = loop('outer');
      for (;;) {
        yield outer();
        const inner = loop('inner');
        for (;;) {
          yield inner();
          if (yield { name: 'test' }) break;
        }
        yield { name: 'act' };
      }
    });
    expect(names(automaton, 0, 0, 1, 0, 1)).toEqual(['test', 'test', 'test', 'act', 'test', 'act']);
    expect(automaton.states.length).toBe(2);
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
    expect(run).toThrow('task t is not finite: it has more than 1024 local states');
  });

  test('a loop without an operation', () => {
    const spin = () =>
      of(function* () {
        const again = loop('spin');
        for (;;) yield again();
      });
    expect(spin).toThrow(
      "task t: loop 'spin' comes round without an operation in it; " +
        'a task that waits must wait in an operation, with `when`',
    );
  });

  test('a loop without an operation from its second round on', () => {
    const run = advance(function* () {
      const again = loop('spin');
      for (let first = true; ; first = false) {
        yield again();
        if (first) yield { name: 'only once' };
      }
    });
    expect(run).toThrow("loop 'spin' comes round without an operation");
  });

  test('a loop without an operation whose locals change', () => {
    const spin = () =>
      of(function* () {
        const again = loop('count');
        for (let i = 0; ; i++) yield again(i);
      });
    expect(spin).toThrow("loop 'count' comes round without an operation");
  });
});
