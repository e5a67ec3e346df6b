import { describe, expect, test } from 'vitest';
import { ModelError } from './errors.ts';
import { model, straight, task } from './fixtures.ts';
import { bit, int } from './layout.ts';
import { Machine } from './machine.ts';
import { StrictMachine } from './strict.ts';
import type { Operation } from './task.ts';

interface S {
  x: number;
  y: number;
}
const shape = { x: int(0, 3), y: bit };

/** A machine of one task that does one thing. */
function machineOf(operation: Operation<S>): StrictMachine<S, unknown> {
  return new StrictMachine(model(shape, [straight<S>('app', operation)]));
}

describe('moving', () => {
  test('starts where the model says, each variable else at its low end', () => {
    const low = new Machine(
      model({ a: int(-2, 5), b: int(3, 4) }, [], [], (s) => {
        s.b = 4;
      }),
    );
    expect([low.shared.a, low.shared.b]).toEqual([-2, 4]);
  });

  test('moves one task and leaves the others where they are', () => {
    const tasks = ['a', 'b', 'c', 'd'].map((name) => straight<S>(name, { name: 'one' }, { name: 'two' }));
    const machine = new Machine(model(shape, tasks));
    expect(machine.words).toBe(3); // one for the record, two for four tasks
    machine.move(3);
    machine.move(3);
    machine.move(1);
    expect([0, 1, 2, 3].map((i) => machine.operation(i)?.name)).toEqual(['one', 'two', 'one', undefined]);
    expect([0, 1, 2, 3].map((i) => machine.enabled(i))).toEqual([true, true, true, false]);
    machine.reset();
    expect(machine.operation(3)?.name).toBe('one');
  });

  test('what an effect returns is what the task observes', () => {
    const observed = [true, false, undefined, 0, 65535].map((value) =>
      machineOf({ name: 'look', effect: () => value }).move(0),
    );
    expect(observed).toEqual([1, 0, 0, 0, 65535]);
  });

  test('a guard is asked in the state of now', () => {
    const machine = new Machine(
      model(shape, [
        straight<S>('a', { name: 'wait', when: (s) => s.x === 1 }),
        straight<S>('b', {
          name: 'set',
          effect: (s) => {
            s.x = 1;
          },
        }),
      ]),
    );
    expect(machine.enabled(0)).toBe(false);
    machine.move(1);
    expect(machine.enabled(0)).toBe(true);
  });

  test('a task can be looked up by name; an unknown name gets the list', () => {
    const machine = new Machine(model(shape, [straight<S>('a'), straight<S>('b')]));
    expect(machine.taskNamed('b')).toBe(1);
    expect(() => machine.taskNamed('c')).toThrow("there is no task 'c' here; the tasks are a, b");
  });

  test('predicates can ask who has finished', () => {
    const machine = machineOf({ name: 'only' });
    expect(machine.test((_, finished) => finished('app'), 'p')).toBe(false);
    machine.move(0);
    expect(machine.test((_, finished) => finished('app'), 'p')).toBe(true);
    expect(() => machine.test((_, finished) => finished('nobody'), 'p')).toThrow("no task 'nobody'");
  });
});

describe('mistakes in a model are told where they were made', () => {
  test('a value out of range: task, operation, variable, value, range', () => {
    const machine = machineOf({
      name: 'get',
      effect: (s) => {
        s.x += 4;
      },
    });
    expect(() => machine.move(0)).toThrow(ModelError);
    expect(() => machine.move(0)).toThrow("'get' in task app: x would become 4, but its range is 0 to 3");
  });

  test('a guard that writes', () => {
    const machine = machineOf({ name: 'wait', when: (s) => Object.assign(s, { y: 1 }).y === 1 });
    expect(() => machine.enabled(0)).toThrow(
      "the guard of 'wait' in task app is wrong: it writes y, but may only read",
    );
  });

  test('a predicate that writes', () => {
    const machine = machineOf({ name: 'only' });
    expect(() => machine.test((s) => Object.assign(s, { y: 1 }).y === 1, "property 'p'")).toThrow(
      "property 'p' is wrong: it writes y, but may only read",
    );
  });

  test.each([
    [-1, '-1'],
    [65536, '65536'],
    [0.5, '0.5'],
    ['no', "'no'"],
  ])('an observation of %s', (value, written) => {
    const machine = machineOf({ name: 'look', effect: () => value as number });
    expect(() => machine.move(0)).toThrow(
      `'look' in task app observed ${written}; an observation is a boolean or an integer from 0 to 65535`,
    );
  });

  test('an effect that throws keeps its cause', () => {
    const cause = new TypeError('no such page');
    const machine = machineOf({
      name: 'look',
      effect: () => {
        throw cause;
      },
    });
    let caught: unknown;
    try {
      machine.move(0);
    } catch (error) {
      caught = error;
    }
    expect(caught).toBeInstanceOf(ModelError);
    expect(caught).toMatchObject({ message: "'look' in task app threw: no such page", cause });
  });

  test('a program that throws between its operations', () => {
    const broken = task<S>('app', function* () {
      yield { name: 'first' };
      throw new TypeError('oops');
    });
    expect(() => new StrictMachine(model(shape, [broken])).move(0)).toThrow(
      "task app threw after 'first': oops",
    );
  });
});
