import { describe, expect, test } from 'vitest';
import { explore, exploreInSlices } from './explore.ts';
import { model, straight, task } from './fixtures.ts';
import { BLOCKED, type Graph, KeptGraph } from './graph.ts';
import { bit, int } from './layout.ts';
import { levelOf } from './shortest.ts';
import { loop } from './task.ts';

/** One task that counts to `high`: a line of high + 1 states. */
function counter(high: number) {
  return model({ x: int(0, high) }, [
    task('count', function* () {
      yield* loop('count', function* (again) {
        yield { name: 'count', when: (s: { x: number }) => s.x < high, effect: (s) => void s.x++ };
        return again();
      });
    }),
  ]);
}

const none = { name: 'step' };
/** Where every move leads, state by state. */
const movesOf = (graph: Graph) => [...KeptGraph.of(graph).successors];

describe('explore', () => {
  test('numbers states breadth-first and keeps every move', () => {
    const space = explore(
      model({ x: bit }, [
        straight('a', {
          name: 'set',
          effect: (s) => {
            s.x = 1;
          },
        }),
        straight('b', { name: 'wait', when: (s) => s.x === 1 }),
      ]),
    );
    expect(movesOf(space)).toEqual([1, BLOCKED, BLOCKED, 2, BLOCKED, BLOCKED]);
    expect(space).toMatchObject({ states: 3, transitions: 2, tasks: 2, levels: [0, 1, 2, 3], stopped: null });
  });

  test('a diamond closes', () => {
    const space = explore(model({}, [straight('a', none), straight('b', none)]));
    expect(space).toMatchObject({ states: 4, transitions: 4, levels: [0, 1, 3, 4] });
  });

  test('one state is a space', () => {
    expect(explore(model({ x: bit }, []))).toMatchObject({ states: 1, transitions: 0, levels: [0, 1] });
  });

  test('a model with hidden state is refused', () => {
    let calls = 0;
    expect(() =>
      explore(model({}, [straight('a', { name: 'flip', effect: () => calls++ % 2 === 0 })])),
    ).toThrow("the effect of 'flip' in task a does not depend on the shared state alone");
  });

  test('levels count steps', () => {
    const space = explore(counter(5000));
    expect(space.levels.length).toBe(5002);
    expect(levelOf(space, 4321)).toBe(4321);
  });
});

describe('stopping', () => {
  test('at the limit, with everything met so far in order', () => {
    const space = explore(counter(5000), { limit: 100 });
    expect(space.stopped).toBe('limit');
    expect(space.states).toBe(101);
    expect(levelOf(space, 100)).toBe(100);
    expect(space.levels).toHaveLength(102);
    expect(movesOf(space)).toHaveLength(101);
    expect(movesOf(space).slice(98)).toEqual([99, 100, BLOCKED]);
  });

  test('in the middle of a level, states of the next level keep their place', () => {
    const tasks = ['a', 'b', 'c', 'd'].map((name) => straight(name, none, none));
    const space = explore(model({}, tasks), { limit: 7 });
    expect(space.levels).toEqual([0, 1, 5, space.states]);
    expect(levelOf(space, space.states - 1)).toBe(2);
    expect(movesOf(space)).toHaveLength(space.states * 4);
  });

  test('not at a limit that the model just keeps', () => {
    expect(explore(counter(100), { limit: 101 }).stopped).toBeNull();
  });

  test('when onProgress says no', () => {
    const seen: number[] = [];
    const space = explore(counter(200_000), {
      onProgress: ({ states, followed }) => {
        expect(states).toBeGreaterThanOrEqual(followed);
        seen.push(followed);
        return seen.length < 3;
      },
    });
    expect(space.stopped).toBe('cancelled');
    expect(seen).toEqual([2 ** 15, 2 ** 16, 3 * 2 ** 15]);
    expect(space.states).toBe(3 * 2 ** 15 + 1);
  });

  test('onProgress need not answer', () => {
    expect(explore(counter(40_000), { onProgress: () => undefined }).stopped).toBeNull();
  });
});

describe('exploreInSlices', () => {
  test('finds the same', async () => {
    const whole = explore(counter(100_000));
    const sliced = await exploreInSlices(counter(100_000));
    for (const what of ['states', 'transitions', 'levels', 'ends', 'bytes', 'stopped'] as const)
      expect(sliced[what]).toEqual(whole[what]);
    expect(movesOf(sliced)).toEqual(movesOf(whole));
  });

  test('lets others run in between, and stops when the signal aborts', async () => {
    const abort = new AbortController();
    setTimeout(() => abort.abort());
    const space = await exploreInSlices(counter(500_000), { signal: abort.signal });
    expect(space.stopped).toBe('cancelled');
    expect(space.states).toBeLessThan(500_000);
  });

  test('stops when onProgress says no', async () => {
    const space = await exploreInSlices(counter(100_000), { onProgress: () => false });
    expect(space).toMatchObject({ stopped: 'cancelled', states: 2 ** 15 + 1 });
  });

  test('rejects a model that is not fit', async () => {
    await expect(exploreInSlices(counter(-1 + 2 ** 30), { limit: 5 })).resolves.toMatchObject({
      stopped: 'limit',
    });
    const bad = model({ x: bit }, [
      straight('a', {
        name: 'up',
        effect: (s) => {
          s.x += 2;
        },
      }),
    ]);
    await expect(exploreInSlices(bad)).rejects.toThrow("'up' in task a: x would become 2");
  });
});

describe('a search with a memory budget', () => {
  test('stops before it holds more, and says so', () => {
    const memory = 2 ** 18;
    const space = explore(counter(100_000), { memory });
    expect(space.stopped).toBe('memory');
    expect(space.states).toBeGreaterThan(100);
    expect(space.bytes).toBeLessThan(memory);
    expect(space.followed).toBeLessThan(space.states);
  });

  test('comes to the same where it is enough', () => {
    const all = explore(counter(1000));
    const enough = explore(counter(1000), { memory: all.bytes * 10 });
    expect(enough).toMatchObject({ stopped: null, states: all.states, bytes: all.bytes });
  });

  test('stops where the machine has no more, with what it has', () => {
    const real = globalThis.Int32Array;
    const small = new Proxy(real, {
      construct(target, [length]) {
        if (length > 100_000) throw new RangeError('Array buffer allocation failed');
        return new target(length);
      },
    });
    try {
      globalThis.Int32Array = small;
      const space = explore(counter(500_000));
      expect(space.stopped).toBe('memory');
      expect(space.states).toBeGreaterThan(1000);
    } finally {
      globalThis.Int32Array = real;
    }
  });
});
