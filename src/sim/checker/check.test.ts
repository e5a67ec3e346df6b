import { describe, expect, test } from 'vitest';
import { check, checkInSlices } from './check.ts';
import { model, straight, task } from './fixtures.ts';
import { bit, int } from './layout.ts';
import { formatSchedule } from './schedule.ts';
import { loop } from './task.ts';

const words = (schedule: readonly string[] | null) => schedule && formatSchedule(schedule);

/** Two tasks that add to x by reading and writing it in two steps: one addition can get lost. */
const lostUpdate = (properties: Parameters<typeof model<typeof shape>>[2]) =>
  model(shape, adders, properties);
const shape = { x: int(0, 2) };
const adders = ['a', 'b'].map((name) =>
  task<{ x: number }>(name, function* () {
    const read = yield { name: 'read', effect: (s) => s.x };
    yield {
      name: `write ${read + 1}`,
      effect: (s) => {
        s.x = read + 1;
      },
    };
  }),
);

describe('never', () => {
  test('fails with the shortest schedule and the fewest switches', () => {
    const { verdicts } = check(
      lostUpdate([
        { id: 'p', kind: 'never', bad: (s, finished) => finished('a') && finished('b') && s.x === 1 },
      ]),
    );
    expect(verdicts).toEqual([
      {
        property: 'p',
        kind: 'never',
        verdict: 'fails',
        schedule: ['a', 'b', 'b', 'a'],
        cycle: null,
        witnesses: 1,
      },
    ]);
  });

  test('holds where no state is bad', () => {
    const { verdicts } = check(lostUpdate([{ id: 'p', kind: 'never', bad: (s) => s.x > 2 }]));
    expect(verdicts[0]).toMatchObject({ verdict: 'holds', schedule: null, witnesses: 0 });
  });

  test('fails in the first state with an empty schedule', () => {
    const { verdicts } = check(lostUpdate([{ id: 'p', kind: 'never', bad: (s) => s.x === 0 }]));
    expect(verdicts[0]).toMatchObject({ verdict: 'fails', schedule: [] });
  });
});

describe('sometimes', () => {
  test('holds with a way to get there, fails without one', () => {
    const { verdicts } = check(
      lostUpdate([
        { id: 'both', kind: 'sometimes', good: (s) => s.x === 2 },
        { id: 'neither', kind: 'sometimes', good: (s, finished) => finished('a') && s.x === 0 },
      ]),
    );
    expect(verdicts[0]).toMatchObject({ verdict: 'holds', witnesses: 1 });
    expect(words(verdicts[0].schedule)).toMatch(/^(a\*2 b\*2|b\*2 a\*2)$/);
    expect(verdicts[1]).toMatchObject({ verdict: 'fails', schedule: null, witnesses: 0 });
  });
});

describe('not-for-ever', () => {
  test('fails where nothing moves any more', () => {
    const { verdicts } = check(
      model(
        { lock: int(0, 2) },
        [1, 2].map((me) =>
          straight(`t${me}`, {
            name: 'lock',
            when: (s) => s.lock === 0,
            effect: (s) => {
              s.lock = me;
            },
          }),
        ),
        [
          { id: 'both', kind: 'not-for-ever', bad: (_, finished) => !finished('t1') || !finished('t2') },
          { id: 'one', kind: 'not-for-ever', bad: (_, finished) => !finished('t1') && !finished('t2') },
        ],
      ),
    );
    expect(verdicts[0]).toMatchObject({ verdict: 'fails', schedule: ['t1'], cycle: null, witnesses: 2 });
    expect(verdicts[1]).toMatchObject({ verdict: 'holds', schedule: null });
  });

  /** A task that polls `flag`, and one that sets it, in the end. */
  const poller = (setter: Parameters<typeof straight<{ flag: number }>>[1][]) =>
    model(
      { flag: bit },
      [
        task('poll', function* () {
          yield* loop('poll', function* (again) {
            if (yield { name: 'look', effect: (s: { flag: number }) => s.flag }) return;
            yield { name: 'rest' };
            return again();
          });
        }),
        straight('set', ...setter),
      ],
      [{ id: 'ends', kind: 'not-for-ever', bad: (_, finished) => !finished('poll') }],
    );

  test('fails with a lasso where a fair cycle goes round', () => {
    const never = poller([{ name: 'wait' }, { name: 'set', when: (s) => s.flag === 1 }]);
    const { verdicts, schedules } = check(never);
    expect(verdicts[0]).toMatchObject({ verdict: 'fails', schedule: ['set'], witnesses: 2 });
    expect(words(verdicts[0].cycle)).toBe('poll*2');
    expect(schedules).toBeNull();
  });

  test('holds where only an unfair run could stay', () => {
    const { verdicts } = check(
      poller([
        {
          name: 'set',
          effect: (s) => {
            s.flag = 1;
          },
        },
      ]),
    );
    expect(verdicts[0]).toMatchObject({ verdict: 'holds', cycle: null, witnesses: 0 });
  });

  test('shows a dead end rather than a cycle where there are both', () => {
    const both = model(
      { x: bit },
      [
        task('t', function* () {
          yield* loop('round', function* (again) {
            yield { name: 'a', when: (s: { x: number }) => s.x === 0 };
            yield { name: 'b' };
            return again();
          });
        }),
        straight('end', {
          name: 'end',
          when: (s) => s.x === 1,
          effect: (s) => {
            s.x = 1;
          },
        }),
        straight('maybe', {
          name: 'block',
          when: (s) => s.x === 0,
          effect: (s) => {
            s.x = 1;
          },
        }),
      ],
      [{ id: 'p', kind: 'not-for-ever', bad: () => true }],
    );
    expect(check(both).verdicts[0]).toMatchObject({ verdict: 'fails', cycle: null });
  });
});

describe('the result', () => {
  test('counts', () => {
    expect(check(lostUpdate([]))).toMatchObject({
      states: 12,
      transitions: 14,
      depth: 4,
      schedules: 6n,
      stopped: null,
      verdicts: [],
    });
  });

  test('counts schedules exactly beyond 2^53', () => {
    const steps = Array.from({ length: 30 }, (_, i) => ({ name: `step ${i}` }));
    const { schedules } = check(model({}, [straight('a', ...steps), straight('b', ...steps)]));
    expect(schedules).toBe(118264581564861424n); // 60 over 30
  });
});

test('the result has the operations that tasks came to, with what they observed, and no others', () => {
  const { reached } = check({
    ...model({ x: bit }, []),
    tasks: [
      {
        name: 'a',
        *program() {
          yield { name: 'silent' };
          if (yield { name: 'look', effect: (s) => s.x, note: 'seen' }) yield { name: 'act', note: 'never' };
        },
      },
    ],
  });
  expect(reached.map(({ task, operation, observed }) => [task, operation.name, observed])).toEqual([
    ['a', 'silent', [0]],
    ['a', 'look', [0]],
  ]);
});

describe('a search that was stopped', () => {
  const far = (high: number) =>
    model(
      { x: int(0, high) },
      [
        task('count', function* () {
          yield* loop('count', function* (again) {
            yield { name: 'count', when: (s: { x: number }) => s.x < high, effect: (s) => void s.x++ };
            return again();
          });
        }),
      ],
      [
        { id: 'near', kind: 'never', bad: (s) => s.x === 10 },
        { id: 'edge', kind: 'never', bad: (s) => s.x === 101 },
        { id: 'far', kind: 'never', bad: (s) => s.x === 900 },
        { id: 'ends', kind: 'not-for-ever', bad: () => true },
        { id: 'met', kind: 'sometimes', good: (s) => s.x === 10 },
        { id: 'not met', kind: 'sometimes', good: (s) => s.x === 900 },
      ],
    );

  test('says what it met, and never that something holds that it did not see the end of', () => {
    const { verdicts, stopped, schedules, depth } = check(far(1000), { limit: 101 });
    expect({ stopped, schedules, depth }).toEqual({ stopped: 'limit', schedules: null, depth: 101 });
    expect(verdicts.map(({ property, verdict }) => [property, verdict])).toEqual([
      ['near', 'fails'],
      ['edge', 'fails'],
      ['far', 'undecided'],
      ['ends', 'undecided'],
      ['met', 'holds'],
      ['not met', 'undecided'],
    ]);
    expect(words(verdicts[0].schedule)).toBe('count*10');
    // A state that was met but not followed any more has its schedule, too.
    expect(words(verdicts[1].schedule)).toBe('count*101');
  });

  test('in slices, too', async () => {
    const abort = new AbortController();
    abort.abort();
    const { stopped, verdicts } = await checkInSlices(far(100_000), { signal: abort.signal });
    expect(stopped).toBe('cancelled');
    expect(verdicts.map(({ verdict }) => verdict)).toEqual([
      'fails',
      'fails',
      'fails',
      'undecided',
      'holds',
      'holds',
    ]);
  });
});

test('checkInSlices says what check says', async () => {
  const property = { id: 'p', kind: 'never', bad: (s: { x: number }) => s.x === 2 } as const;
  // Each search has operations of its own, so these are compared by what they are called.
  const said = ({ reached, ...rest }: ReturnType<typeof check>) => ({
    ...rest,
    reached: reached.map(({ task, operation, observed }) => [task, operation.name, observed]),
  });
  const sliced = await checkInSlices(lostUpdate([property]));
  expect(said(sliced as never)).toEqual(said(check(lostUpdate([property])) as never));
});

test('a property that writes is refused by name', () => {
  const bad = (s: { readonly x: number }) => Object.assign(s, { x: 1 }).x === 1;
  expect(() => check(lostUpdate([{ id: 'p', kind: 'never', bad }]))).toThrow(
    "property 'p' is wrong: it writes x, but may only read",
  );
});
