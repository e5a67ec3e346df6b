import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ModelError } from './errors.ts';
import { model, straight, task } from './fixtures.ts';
import { bit, int } from './layout.ts';
import { Replay } from './replay.ts';
import { type Again, loop, type Routine } from './task.ts';

/** A lock that two tasks take; one of them goes round for ever. */
const locks = () =>
  model({ lock: bit, count: [int(0, 3), int(0, 3)] }, [
    straight(
      'app',
      {
        name: 'lock',
        when: (s) => s.lock === 0,
        because: (s) => `the lock is held, and ${s.count[1]} were counted`,
        effect: (s) => {
          s.lock = 1;
        },
      },
      {
        name: 'count',
        effect: (s) => {
          s.count[0] = 3;
          s.lock = 0;
          return s.count[1];
        },
      },
    ),
    task('io', function* () {
      yield* loop('round', function* (again): Routine<{ lock: number; count: number[] }, unknown, Again> {
        yield {
          name: 'take',
          when: (s) => s.lock === 0,
          effect: (s) => {
            s.lock = 1;
          },
        };
        yield {
          name: 'drop',
          effect: (s) => {
            s.lock = 0;
          },
        };
        yield {
          name: 'rest',
          effect: (s) => {
            s.count[1] = (s.count[1] + 1) % 4;
          },
        };
        return again();
      });
    }),
    straight('bad', {
      name: 'overflow',
      effect: (s) => {
        s.lock = 1;
        s.count[0] += 4;
      },
    }),
  ]);

describe('stepping', () => {
  test('says what a step did', () => {
    const replay = new Replay(locks());
    replay.step('io');
    replay.step('io');
    replay.step('io');
    replay.step('app');
    expect(replay.step('app')).toMatchObject({
      task: 'app',
      operation: { name: 'count' },
      observed: 1,
      changes: [
        { path: 'lock', from: 1, to: 0 },
        { path: 'count.0', from: 0, to: 3 },
      ],
    });
    expect(replay.steps.map(({ task, operation }) => `${task} ${operation.name}`)).toEqual([
      'io take',
      'io drop',
      'io rest',
      'app lock',
      'app count',
    ]);
    expect(replay.state.count[0]).toBe(3);
    expect(replay.next('app')).toBeNull();
    expect(replay.next('io')?.name).toBe('take');
  });

  test('forward and back are inverse', () => {
    const names = ['app', 'io'];
    const look = (replay: Replay<ReturnType<typeof read>, unknown>) => ({
      state: read(replay.state),
      next: names.map((name) => replay.next(name)?.name),
      enabled: replay.enabled(),
      steps: replay.steps.length,
    });
    const read = (s: { readonly lock: number; readonly count: number[] }) => ({
      lock: s.lock,
      count: [...s.count],
    });
    fc.assert(
      fc.property(fc.array(fc.option(fc.constantFrom(...names)), { maxLength: 60 }), (moves) => {
        const replay = new Replay(locks());
        const past = [look(replay)];
        for (const move of moves) {
          if (move === null) {
            expect(replay.back()).toBe(past.length > 1);
            if (past.length > 1) past.pop();
          } else if (replay.whyNot(move) === null) {
            replay.step(move);
            past.push(look(replay));
          } else {
            expect(() => replay.step(move)).toThrow(ModelError);
          }
          expect(look(replay)).toEqual(past.at(-1));
        }
      }),
    );
  });

  test('going back from the start is refused quietly', () => {
    expect(new Replay(locks()).back()).toBe(false);
  });
});

describe('a step that cannot be taken', () => {
  test('says why, in the words of the operation', () => {
    const replay = new Replay(locks());
    replay.step('io');
    expect(replay.whyNot('app')).toBe('the lock is held, and 0 were counted');
    expect(() => replay.step('app')).toThrow('app cannot move: the lock is held, and 0 were counted');
    expect(replay.enabled()).toEqual(['io', 'bad']);
  });

  test('says which operation waits where that has no words', () => {
    const replay = new Replay(locks());
    replay.step('app');
    expect(replay.whyNot('io')).toBe('take has to wait');
  });

  test('says that the task has finished', () => {
    const replay = new Replay(locks());
    replay.step('app');
    replay.step('app');
    expect(replay.whyNot('app')).toBe('it has finished');
  });

  test('says which tasks there are', () => {
    const replay = new Replay(locks());
    for (const ask of [
      () => replay.step('nobody'),
      () => replay.whyNot('nobody'),
      () => replay.next('nobody'),
    ])
      expect(ask).toThrow("there is no task 'nobody' here; the tasks are app, io, bad");
  });

  test('changes nothing where the model has a mistake in it', () => {
    const replay = new Replay(locks());
    replay.step('io');
    replay.step('io');
    expect(() => replay.step('bad')).toThrow(
      "'overflow' in task bad: count.0 would become 4, but its range is 0 to 3",
    );
    expect(replay.state.lock).toBe(0);
    expect(replay.steps).toHaveLength(2);
    expect(replay.next('bad')?.name).toBe('overflow');
  });
});
