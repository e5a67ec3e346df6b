import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { model, straight, task } from './fixtures.ts';
import { int } from './layout.ts';
import { type Outlook, Outlooks } from './outlook.ts';
import { Replay } from './replay.ts';
import { type Again, loop, type Routine } from './task.ts';

interface S {
  v: number[];
}

const shape = { v: [int(0, 2), int(0, 2)] } as const;

/** An operation that waits for v[a] !== b and sets v[x] to y. */
const operation = fc.record({ a: fc.nat(1), b: fc.integer({ min: -1, max: 2 }), x: fc.nat(1), y: fc.nat(2) });
const program = fc.array(operation, { minLength: 1, maxLength: 3 });

const modelFrom = (programs: readonly (readonly { a: number; b: number; x: number; y: number }[])[]) =>
  model(
    shape,
    programs.map((steps, i) =>
      straight<S>(
        'abc'[i],
        ...steps.map(({ a, b, x, y }, at) => ({
          name: `step ${at}`,
          when: (s: S) => s.v[a] !== b,
          because: () => 'it waits',
          effect: (s: S) => {
            s.v[x] = y;
          },
        })),
      ),
    ),
    [
      { id: 'never-two-two', kind: 'never', bad: ({ v }) => v[0] === 2 && v[1] === 2 },
      { id: 'no-end-at-one', kind: 'not-for-ever', bad: ({ v }) => v[0] === 1 },
      { id: 'met', kind: 'sometimes', good: ({ v }) => v[0] === 0 },
    ],
  );

/** The same by going through every schedule. */
function outlookOf(replay: Replay<S, unknown>, failed: string | null): Outlook {
  const { v } = replay.state;
  const tasks = replay.enabled();
  const now =
    failed ??
    (v[0] === 2 && v[1] === 2 ? 'never-two-two' : tasks.length === 0 && v[0] === 1 ? 'no-end-at-one' : null);
  let [all, failing] = tasks.length === 0 ? [1n, now === null ? 0n : 1n] : [0n, 0n];
  let soonest: Outlook['soonest'] = now === null ? null : { property: now, steps: 0 };
  for (const name of tasks) {
    replay.step(name);
    const after = outlookOf(replay, now);
    replay.back();
    all += after.schedules?.all as bigint;
    failing += after.schedules?.failing as bigint;
    if (after.soonest !== null && (soonest === null || after.soonest.steps + 1 < soonest.steps))
      soonest = { property: after.soonest.property, steps: after.soonest.steps + 1 };
  }
  return { failed: now, soonest, schedules: { all, failing } };
}

test('is what going through every schedule comes to', () => {
  const met = new Set<string>();
  fc.assert(
    fc.property(
      fc.array(program, { minLength: 1, maxLength: 3 }),
      fc.array(fc.nat(2), { maxLength: 6 }),
      (programs, words) => {
        const random = modelFrom(programs);
        const replay = new Replay(random);
        const outlooks = Outlooks.of(random);
        const schedule = words.map((word) => 'abc'[word % programs.length]);
        const hasFailed = (): string | null => outlookOf(replay, null).failed;
        let failed = hasFailed();
        for (const name of schedule)
          if (replay.whyNot(name) === null) {
            replay.step(name);
            failed ??= hasFailed();
          }
        const [found, right] = [outlooks.after(schedule), outlookOf(replay, failed)];
        // Which of two that are as near is told is not the point.
        expect({ ...found, soonest: found.soonest?.steps }).toEqual({
          ...right,
          soonest: right.soonest?.steps,
        });
        const { all, failing } = found.schedules as { all: bigint; failing: bigint };
        met.add(failed !== null ? 'failed' : failing === 0n ? 'cannot' : failing === all ? 'must' : 'can');
      },
    ),
    { numRuns: 300, examples: [[[[{ a: 0, b: -1, x: 0, y: 1 }]], []]] },
  );
  expect([...met].sort()).toEqual(['can', 'cannot', 'failed', 'must']);
});

describe('where something goes round for ever', () => {
  /** `spin` goes round until v[0] is 1; `set` sets it, or v[1], on which nothing hangs. */
  const spinning = model(
    shape,
    [
      task<S>('spin', function* () {
        yield* loop('look again', function* (again): Routine<S, number, Again | undefined> {
          const seen = yield { name: 'look', effect: ({ v }) => v[0] };
          return seen === 1 ? undefined : again();
        });
      }),
      straight<S>('set', {
        name: 'set',
        effect: ({ v }) => {
          v[1] = 1;
        },
      }),
    ],
    [{ id: 'ends', kind: 'not-for-ever', bad: ({ v }) => v[0] === 0 }],
  );
  const outlooks = Outlooks.of(spinning);

  test('there is no number of schedules, and it fails where it can stay', () => {
    expect(outlooks.after([])).toEqual({
      failed: null,
      soonest: { property: 'ends', steps: 1 },
      schedules: null,
    });
    expect(outlooks.after(['set']).soonest).toEqual({ property: 'ends', steps: 0 });
    expect(outlooks.after(['set']).failed).toBeNull();
  });
});

test('words for a task that cannot move do nothing, and a stranger is refused', () => {
  const one = modelFrom([[{ a: 0, b: 0, x: 0, y: 1 }]]);
  const outlooks = Outlooks.of(one);
  expect(outlooks.states).toBe(1);
  expect(outlooks.after(['a', 'a'])).toEqual(outlooks.after([]));
  expect(() => outlooks.after(['d'])).toThrow("there is no task 'd'; the tasks are a");
});

test('a search that was stopped says nothing of any state', () => {
  const two = modelFrom([[{ a: 0, b: -1, x: 0, y: 1 }]]);
  expect(() => Outlooks.of(two, { limit: 0 })).toThrow(
    'the search stopped early, at 2 states (limit): what can still fail is not decided',
  );
});
