import { describe, expect, test } from 'vitest';
import { ModelError } from './errors.ts';
import { audit, checkNames, ExaminedAutomaton } from './examine.ts';
import { explore } from './explore.ts';
import { model, straight, task } from './fixtures.ts';
import { Machine } from './machine.ts';
import { bit, int } from './record.ts';
import { loop, type Operation, type Program } from './task.ts';

type S = Record<string, number>;

describe('a loop that forgets a local is refused', () => {
  /** Advances through every history of up to `depth` observations of 0 and 1. */
  const explore = (program: Program<S>, depth = 8) => {
    const automaton = new ExaminedAutomaton(task<S>('t', program));
    return () => {
      for (let reached = new Set([0]), n = 0; n < depth; n++)
        reached = new Set(
          [...reached].flatMap((at) =>
            automaton.states[at].operation
              ? [0, 1].map((observation) => automaton.advance(automaton.states[at], observation))
              : [],
          ),
        );
    };
  };

  test('the error shows where two rounds differ, and what to write', () => {
    const run = explore(function* () {
      const again = loop('try');
      for (let first = true; ; first = false) {
        yield again();
        yield { name: first ? 'slow' : 'fast' };
      }
    });
    expect(run).toThrow(ModelError);
    expect(run).toThrow(
      'task t remembers something across a loop that the loop was not told of: ' +
        "where one round does 'slow', a later one does 'fast'. " +
        'Give the local that differs to the loop: `yield again(local)`',
    );
  });

  test('and so is one where only a later part of the round differs', () => {
    const run = explore(function* () {
      const again = loop('try');
      let failed = false;
      for (;;) {
        yield again();
        if (yield { name: 'try' }) {
          yield { name: failed ? 'clean up' : 'done' };
          return;
        }
        failed = true;
      }
    });
    expect(run).toThrow("where one round does 'done', a later one does 'clean up'");
  });

  test('and where only one of two ways round is remembered', () => {
    const run = explore(function* () {
      const again = loop('try');
      let seen = false;
      for (;;) {
        yield again();
        if (yield { name: 'look' }) seen = true;
        else if (seen) yield { name: 'act' };
      }
    });
    expect(run).toThrow('remembers something across a loop');
  });

  test('and where rounds are counted', () => {
    const run = explore(function* () {
      const again = loop('try three times');
      for (let tries = 0; tries < 3; tries++) {
        yield again();
        if (yield { name: 'try' }) return;
      }
      yield { name: 'give up' };
    });
    expect(run).toThrow("where one round does 'try', a later one does 'give up'");
  });

  test('and where the second round finishes', () => {
    const run = explore(function* () {
      const again = loop('try');
      for (let first = true; ; first = false) {
        yield again();
        if (!first) return;
        yield { name: 'once' };
      }
    });
    expect(run).toThrow("where one round does 'once', a later one does 'nothing more'");
  });

  test('telling the loop mends it', () => {
    const run = explore(function* () {
      const again = loop('try three times');
      for (let tries = 0; tries < 3; tries++) {
        yield again(tries);
        if (yield { name: 'try' }) return;
      }
      yield { name: 'give up' };
    });
    expect(run).not.toThrow();
  });
});

describe('a task that is not finite is refused', () => {
  const advance = (program: Program<S>) => {
    const automaton = new ExaminedAutomaton(task<S>('t', program));
    return () => {
      for (let at = 0, n = 0; n < 5000; n++) at = automaton.advance(automaton.states[at], 0);
    };
  };

  test('a retry whose loop has no name: the error names task and operation, and what to write', () => {
    const run = advance(function* () {
      for (;;) yield { name: 'retry' };
    });
    expect(run).toThrow(ModelError);
    expect(run).toThrow(
      "task t is not finite: it has more than 1024 local states, and 'retry' comes 1025 times in one run of it. " +
        "If that is a retry, name the loop (`const again = loop('…')`) and `yield again()` at its top; " +
        'if it counts, let it count in the shared state',
    );
  });

  test('a loop that is made anew in each round has no top to come back to', () => {
    const run = advance(function* () {
      for (;;) {
        yield loop('new')();
        yield { name: 'step' };
      }
    });
    expect(run).toThrow("'step' comes 1025 times");
  });
});

const shape = { x: int(0, 3), y: bit };

/** A machine of one task that does one thing. */
const machineOf = (operation: Operation<{ x: number; y: number }>) =>
  new Machine(model(shape, [straight('app', operation)]));

describe('an effect that depends on more than the shared state', () => {
  const hidden = (effect: (s: { x: number; y: number }) => number | undefined) => () =>
    audit(machineOf({ name: 'count', effect }), 0);

  test('is refused', () => {
    let calls = 0;
    expect(hidden(() => calls++)).toThrow(
      "the effect of 'count' in task app does not depend on the shared state alone: run twice on one state, " +
        'it did two different things. Keep what it counts or chooses in the record',
    );
    expect(
      hidden((s) => {
        s.y = calls++ % 2;
      }),
    ).toThrow('does not depend on the shared state alone');
  });

  test('is looked for without a trace in the state', () => {
    const machine = machineOf({
      name: 'set',
      effect: (s) => {
        s.x = 2;
      },
    });
    audit(machine, 0);
    expect(machine.shared.x).toBe(0);
    expect(machine.operation(0)?.name).toBe('set');
  });
});

test('two tasks of one name, and names that a schedule cannot be written with, are refused', () => {
  const named =
    (...names: string[]) =>
    () =>
      checkNames(names);
  expect(named('app', 'rdma', 'app')).toThrow('two tasks are called app; schedules need one each');
  for (const name of ['', 'App', '2nd', 'a b', 'a*2', 'ä'])
    expect(named(name)).toThrow(
      `'${name}' cannot be a task's name: schedules need a word like app or trunc2`,
    );
  expect(named('app', 'trunc2', 'gup-fast')).not.toThrow();
});

describe('a search examines its model', () => {
  test.each<[string, Program<{ x: number; y: number }>, string]>([
    ['Task', function* () {}, "'Task' cannot be a task's name"],
    [
      'loop',
      function* () {
        const again = loop('try');
        for (let first = true; ; first = false) {
          yield again();
          yield { name: first ? 'slow' : 'fast' };
        }
      },
      'remembers something across a loop',
    ],
    [
      'retry',
      function* () {
        for (;;) yield { name: 'retry' };
      },
      "'retry' comes 1025 times in one run",
    ],
  ])('%s', (name, program, words) => {
    expect(() => explore(model(shape, [task(name, program)]))).toThrow(words);
  });
});
