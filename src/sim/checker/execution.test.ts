import { expect, test } from 'vitest';
import { Execution, rewritten } from './execution.ts';
import { type Again, loop, type Operation, type Routine } from './task.ts';

interface S {
  x: number;
}
const add = (n: number): Operation<S> => ({
  name: `add ${n}`,
  effect: (s) => {
    s.x += n;
    return s.x > 2;
  },
});

/** Adds one until that is more than two, and says how often. */
function* upTo(): Routine<S, unknown, number> {
  return yield* loop(
    'again',
    function* (again, times): Routine<S, unknown, number | Again> {
      return (yield add(1)) ? times : again(times + 1);
    },
    1,
  );
}

/** Runs a routine to its end: what it returned, and the operations that it came to. */
function run(routine: Routine<S, unknown, number>, s: S = { x: 0 }) {
  const execution = new Execution(routine);
  const came: string[] = [];
  while (execution.canMove(s)) {
    came.push(execution.next?.name ?? '');
    execution.move(s);
  }
  return { came, result: execution.result, x: s.x };
}

test('an execution runs a routine once, and knows nothing of loops', () => {
  expect(run(upTo())).toEqual({ came: ['add 1', 'add 1', 'add 1'], result: { value: 3 }, x: 3 });
});

test('one that waits can not move, and has no result', () => {
  const execution = new Execution<S, unknown, void>(
    (function* () {
      yield { name: 'wait', when: (s) => s.x > 0 };
    })(),
  );
  expect(execution.canMove({ x: 0 })).toBe(false);
  expect([execution.next?.name, execution.result]).toEqual(['wait', null]);
  execution.move({ x: 1 });
  expect([execution.next, execution.result]).toEqual([null, { value: undefined }]);
});

test('a routine goes on only when somebody asks what comes next', () => {
  const said: string[] = [];
  const execution = new Execution<S, unknown, void>(
    (function* () {
      yield { name: 'one' };
      said.push('after one');
    })(),
  );
  execution.move({ x: 0 });
  expect(said).toEqual([]);
  expect(execution.next).toBeNull();
  expect(said).toEqual(['after one']);
});

test('a routine can be given another operation in the place of one, with what that observes', () => {
  const twice = () =>
    rewritten(upTo(), () =>
      (function* () {
        yield add(2);
        return yield add(0);
      })(),
    );
  expect(run(twice())).toEqual({ came: ['add 2', 'add 0', 'add 2', 'add 0'], result: { value: 2 }, x: 4 });
  expect(run(rewritten(upTo(), () => null)).x).toBe(3);
});

test('and what follows can be taken from it', () => {
  const early = rewritten(upTo(), (operation, follow) =>
    (function* () {
      const second = follow(0);
      yield second;
      yield operation;
      return 1;
    })(),
  );
  expect(run(early)).toEqual({ came: ['add 1', 'add 1'], result: { value: 2 }, x: 2 });
  const over = rewritten(upTo(), (_, follow) => {
    follow(1);
    return null;
  });
  expect(() => run(over)).toThrow('there is nothing to follow');
});
