import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { check, judge } from './check.ts';
import { explore } from './explore.ts';
import { model } from './fixtures.ts';
import { bit, int, oneOf, someOf } from './layout.ts';
import type { Finished, Model, Property } from './model.ts';
import { Replay } from './replay.ts';
import { contextSwitches } from './schedule.ts';
import { loop, type Operation, type Routine, type Task } from './task.ts';

/** Variables that say which task in every way that there is. */
const shape = (tasks: number) => ({
  v: int(0, 2),
  one: oneOf(tasks),
  some: someOf(tasks),
  task: Array.from({ length: tasks }, () => ({ x: int(0, 2) })),
});

interface S {
  v: number;
  one: number;
  some: number;
  task: { x: number }[];
}

/** A step that treats its own task, whichever that is, otherwise than the others. */
const guards = {
  none: () => true,
  free: (s: S) => s.one === 0,
  mine: (s: S, me: number) => s.one === me,
  woken: (s: S, me: number) => s.task[me - 1].x > 0,
  out: (s: S, me: number) => ((s.some >> (me - 1)) & 1) === 0,
  low: (s: S) => s.v < 2,
};
const effects = {
  take: (s: S, me: number) => {
    s.one = me;
  },
  drop: (s: S) => {
    s.one = 0;
  },
  enter: (s: S, me: number) => {
    s.some |= 1 << (me - 1);
  },
  leave: (s: S, me: number) => {
    s.some &= ~(1 << (me - 1));
  },
  wake: (s: S) => {
    if (s.one > 0) s.task[s.one - 1].x = 1;
  },
  keep: (s: S, me: number) => {
    s.task[me - 1].x = s.v;
  },
  add: (s: S) => {
    s.v = (s.v + 1) % 3;
  },
};
const sights = {
  nothing: () => 0,
  v: (s: S) => s.v,
  mine: (s: S, me: number) => s.one === me,
  x: (s: S, me: number) => s.task[me - 1].x,
  alone: (s: S, me: number) => s.some === 1 << (me - 1),
};

interface Act {
  guard: keyof typeof guards;
  effect: keyof typeof effects;
  sight: keyof typeof sights;
}
type Code = { act: Act; yes: Code[]; no: Code[]; retry: boolean };

const operation = (name: string, { guard, effect, sight }: Act, me: number): Operation<S> => ({
  name,
  when: (s) => guards[guard](s, me),
  effect: (s) => {
    const seen = sights[sight](s, me);
    effects[effect](s, me);
    return seen;
  },
});

function* run(code: readonly Code[], me: number, path = 'op'): Routine<S> {
  for (const [i, { act, yes, no, retry }] of code.entries()) {
    const here = `${path}.${i}`;
    if (retry)
      yield* loop(here, function* (again) {
        return (yield operation(here, act, me)) ? undefined : again();
      });
    else if (yield operation(here, act, me)) yield* run(yes, me, `${here}.yes`);
    else yield* run(no, me, `${here}.no`);
  }
}

const keys = <T extends object>(of: T) => fc.constantFrom(...(Object.keys(of) as (keyof T)[]));
const act = fc.record({ guard: keys(guards), effect: keys(effects), sight: keys(sights) });
const line = (inner: fc.Arbitrary<Code[]>): fc.Arbitrary<Code> =>
  fc.record({
    act: fc.oneof({ weight: 2, arbitrary: act.map((a): Act => ({ ...a, guard: 'none' })) }, act),
    yes: inner,
    no: inner,
    retry: fc.oneof({ weight: 5, arbitrary: fc.constant(false) }, fc.constant(true)),
  });
const nothing = fc.constant<Code[]>([]);
const code = (length: number): fc.Arbitrary<Code[]> =>
  fc.array(line(fc.oneof(nothing, fc.array(line(nothing), { maxLength: 1 }))), {
    minLength: 1,
    maxLength: length,
  });

/** Tasks that are alike, and one that is not. */
function crowd(alike: number, theirs: readonly Code[], others: readonly Code[]): Model<S> {
  const tasks = Array.from(
    { length: alike + 1 },
    (_, i): Task<S> => ({
      name: i < alike ? `same${i}` : 'other',
      program: () => run(i < alike ? theirs : others, i + 1),
    }),
  );
  const names = tasks.slice(0, alike).map(({ name }) => name);
  const ended = (finished: Finished) => names.filter(finished).length;
  const inside = ({ some }: S) => [...some.toString(2)].filter((digit) => digit === '1').length;
  const properties: Property<S>[] = [
    { id: 'crowded', kind: 'never', bad: (s) => inside(s) > 1 },
    { id: 'kept', kind: 'never', bad: (s, finished) => finished('other') && s.task.some(({ x }) => x === 2) },
    { id: 'unfinished', kind: 'not-for-ever', bad: (_, finished) => ended(finished) < alike },
    { id: 'taken', kind: 'not-for-ever', bad: (s) => s.one > 0 },
    { id: 'half', kind: 'sometimes', good: (s, finished) => ended(finished) === 1 && s.v === 1 },
  ];
  return { ...model(shape(alike + 1), tasks, properties), alike: [names] };
}

/** What is true of a run is true at its end. */
function endOf(of: Model<S>, schedule: readonly string[]): Replay<S, unknown> {
  const replay = new Replay(of);
  for (const step of schedule) replay.step(step);
  return replay;
}

test('one state of those that differ in which is which tells the same as all of them', () => {
  const met = { fitting: 0, cramped: 0, fewer: 0, whole: 0, holds: 0, fails: 0 };
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 3 }), code(3), code(2), (alike, theirs, others) => {
      const crowded = crowd(alike, theirs, others);
      const all = check(crowded, { whole: true, limit: 20_000 });
      fc.pre(all.stopped === null);
      const one = check(crowded);
      expect(all.whole).toBe(true);
      expect(one.schedules).toBe(all.schedules);
      expect(one.depth).toBe(all.depth);
      expect(one.states).toBeLessThanOrEqual(all.states);
      expect(one.inAll).toBe(all.states);
      const cramped = explore(crowded, {}, { kept: 0, asked: Number.POSITIVE_INFINITY, worth: 0, wide: 9 });
      if (cramped.stopped === null) expect(cramped.states).toBe(explore(crowded).states);
      met[cramped.stopped === null ? 'fitting' : 'cramped']++;
      const forgetful = explore(crowded);
      expect(forgetful.forgetMoves()).toBe(true);
      if (!one.whole) {
        const { verdicts, inAll, depth, schedules } = judge(crowded, forgetful);
        expect({ verdicts, inAll, depth, schedules }).toEqual({
          verdicts: one.verdicts,
          inAll: one.inAll,
          depth: one.depth,
          schedules: one.schedules,
        });
      }
      if (one.whole) met.whole++;
      else if (one.states < all.states) met.fewer++;
      for (const [i, { property, kind, verdict, schedule, cycle }] of one.verdicts.entries()) {
        expect([property, verdict, schedule?.length]).toEqual([
          property,
          all.verdicts[i].verdict,
          all.verdicts[i].schedule?.length,
        ]);
        if (verdict !== 'undecided') met[verdict]++;
        if (schedule === null || cycle !== null) continue;
        expect(contextSwitches(schedule)).toBe(contextSwitches(all.verdicts[i].schedule ?? []));
        const replay = endOf(crowded, schedule);
        const asked = crowded.properties[i];
        const shows = asked.kind === 'sometimes' ? asked.good : asked.bad;
        expect(shows(replay.state, (name) => replay.next(name) === null)).toBe(true);
        if (kind === 'not-for-ever') expect(replay.enabled()).toEqual([]);
      }
    }),
    { numRuns: 400 },
  );
  for (const [what, times] of Object.entries(met)) expect(times, what).toBeGreaterThan(20);
}, 600_000);

test('a shortest schedule has those that are alike begin in their order', () => {
  const take: Code = {
    act: { guard: 'free', effect: 'take', sight: 'nothing' },
    yes: [],
    no: [],
    retry: false,
  };
  const crowded = crowd(3, [{ ...take, act: { guard: 'none', effect: 'enter', sight: 'nothing' } }], [take]);
  const { verdicts, states, whole } = check(crowded);
  expect(verdicts[0].schedule).toEqual(['same0', 'same1']);
  expect({ states, whole }).toEqual({ states: 8, whole: false });
  expect(check(crowded, { whole: true }).states).toBe(16);
});

test('the states that stand for others are searched in little room too', () => {
  const lines: Code[] = ['take', 'enter', 'keep', 'add', 'leave', 'drop'].map((effect) => ({
    act: { guard: 'none', effect: effect as Act['effect'], sight: 'v' },
    yes: [],
    no: [],
    retry: false,
  }));
  const crowded = crowd(3, lines, lines);
  const usual = explore(crowded);
  const turns = { kept: 0, asked: 1, worth: Number.POSITIVE_INFINITY, wide: 32 };
  const other = explore(crowded, {}, turns);
  expect(other.states).toBe(usual.states);
  expect(other.standsForMore).toBe(true);
  // Moves that are kept take most of the room: without them there is enough.
  const short = explore(crowded, { memory: usual.bytes });
  expect(short).toMatchObject({ stopped: null, states: usual.states });
  expect(short.bytes).toBeLessThan(usual.bytes);
  expect(judge(crowded, short).verdicts).toEqual(judge(crowded, usual).verdicts);
  // Where words have no room, a search that counts on what it learned cannot go on otherwise.
  expect(explore(crowded, {}, { ...turns, wide: 6 }).stopped).toBe('memory');
});

/** Two tasks that are said to be alike, and a record that has all there is to say of tasks. */
const said = (
  program: (me: number) => () => Routine<S>,
  more: Partial<Model<S>> = {},
  of: Parameters<typeof model>[0] = shape(2),
) =>
  ({
    ...model(of, [
      { name: 'a', program: program(1) },
      { name: 'b', program: program(2) },
    ] as never),
    alike: [['a', 'b']],
    ...more,
  }) as Model<S>;

const does = (effect: (s: S, me: number) => number | undefined, name = 'step') =>
  said(
    (me) =>
      function* () {
        yield { name, effect: (s) => effect(s, me) };
        yield { name: 'more' };
      },
  );
const set = <T extends object>(of: T, to: Partial<T>): undefined => {
  Object.assign(of, to);
};
const steps = does(() => undefined);

describe('tasks that are said to be alike, and are not', () => {
  test.each<[string, Model<S>, string]>([
    [
      'one writes who it is where no task is meant',
      does((s, me) => set(s, { v: me })),
      "'step' is not the same",
    ],
    ['one names another', does((s) => set(s, { one: 1 })), "'step' is not the same"],
    ['one of a set is named', does((s) => set(s, { some: 1 })), "'step' is not the same"],
    ['one has an element more to say', does((s) => set(s.task[0], { x: 1 })), "'step' is not the same"],
    ['one sees something else', does((_, me) => (me === 1 ? 1 : 0)), 'are not alike'],
    [
      'one waits where the other does not',
      said(
        (me) =>
          function* () {
            yield { name: 'wait', when: () => me === 1 };
          },
      ),
      "'wait' is not the same",
    ],
    [
      'one has more to do',
      said(
        (me) =>
          function* () {
            yield { name: 'step' };
            if (me === 1) yield { name: 'more' };
          },
      ),
      "where the one comes to 'more', the other comes to nothing more",
    ],
    [
      'one begins otherwise',
      said(
        (me) =>
          function* () {
            yield { name: `step${me}` };
          },
      ),
      "where the one comes to 'step1', the other comes to 'step2'",
    ],
    [
      'the first state has one of them',
      { ...steps, initial: (s) => set(s, { one: 1 }) },
      'tasks a and b are not alike: the first state tells them apart',
    ],
    [
      'a property asks for one of them',
      {
        ...steps,
        properties: [
          { id: 'first', kind: 'sometimes', good: (_, finished) => finished('a') && !finished('b') },
        ],
      },
      "property 'first' tells them apart",
    ],
    [
      'a list has one element for all of them',
      said(() => steps.tasks[0].program as never, {}, { ...shape(2), task: [{ x: bit }] }),
      'task.0.x is not like task.1.x',
    ],
    [
      'a variable has no value for one of them',
      said(() => steps.tasks[0].program as never, {}, { ...shape(2), one: oneOf(1) }),
      'one says which task, or which tasks, and has no value for some',
    ],
    [
      'a stranger is like them',
      { ...steps, alike: [['a', 'c']] },
      'is said to be like other tasks, and is none',
    ],
    ['one is twice among them', { ...steps, alike: [['a', 'b', 'a']] }, 'task a is twice among tasks'],
  ])('%s', (_, wrong, message) => {
    expect(() => check(wrong)).toThrow(message);
  });

  test('and who says nothing of the kind is searched as ever', () => {
    const { alike: _, ...same } = does((s, me) => set(s, { v: me }));
    expect(check(same)).toMatchObject({ whole: true, stopped: null });
  });
});
