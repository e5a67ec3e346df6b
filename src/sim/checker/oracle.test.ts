import fc from 'fast-check';
import { expect, test } from 'vitest';
import { check, judge as decideOn } from './check.ts';
import { explore } from './explore.ts';
import { model } from './fixtures.ts';
import { int } from './layout.ts';
import type { Predicate, Property } from './model.ts';
import {
  countWalks,
  distances,
  enumerate,
  FINISHED,
  type Found,
  historyRunner,
  judge,
  type Runner,
} from './oracle.ts';
import { Replay } from './replay.ts';
import { contextSwitches } from './schedule.ts';
import type { Search, Turns } from './search.ts';
import { type Again, loop, type Operation, type Routine, type Task } from './task.ts';

/*
 * The checker against the oracle, on random models. A model is data. Its tasks are run in two ways: by a
 * generator, as the checker wants it, and by a small machine with a program counter and registers, which knows
 * nothing of histories and loop tops, and so says whether leaving whole rounds out of a history is right.
 */

interface S {
  v: number[];
}

/** An atomic step: `guard` waits for v[a] !== b; the effect works on v[x] and v[y] and observes something. */
interface Act {
  guard: readonly [a: number, b: number] | null;
  effect: 'nothing' | 'set' | 'add' | 'copy' | 'swap';
  x: number;
  y: number;
  observe: 'nothing' | 'value' | 'equal';
}

type Code =
  | { is: 'act'; act: Act }
  | { is: 'if'; test: Act; yes: Code[]; no: Code[] }
  /** do body, until the test observes something */
  | { is: 'until'; body: Code[]; test: Act }
  /** a loop that tells its counter */
  | { is: 'times'; times: number; body: Code[] }
  /** a loop that carries an observation from one round to the next, and tells it */
  | { is: 'carry'; look: Act; body: Code[]; test: Act };

const VARIABLES = 3;
const TASKS = ['a', 'b', 'c'];

function operation(name: string, { guard, effect, x, y, observe }: Act): Operation<S> {
  return {
    name,
    ...(guard && { when: (s) => s.v[guard[0]] !== guard[1] }),
    effect: ({ v }) => {
      const seen = observe === 'nothing' ? 0 : observe === 'value' ? v[y] : v[x] === v[y];
      if (effect === 'set') v[x] = y;
      if (effect === 'add') v[x] = (v[x] + 1) % 3;
      if (effect === 'copy') v[x] = v[y];
      if (effect === 'swap') [v[x], v[y]] = [v[y], v[x]];
      return seen;
    },
  };
}

/** The program as a generator. `path` makes names: no two places of a task share one. */
function* generate(code: readonly Code[], path = 'op'): Routine<S> {
  for (const [i, line] of code.entries()) {
    const here = `${path}.${i}`;
    switch (line.is) {
      case 'act':
        yield operation(here, line.act);
        break;
      case 'if':
        if (yield operation(here, line.test)) yield* generate(line.yes, `${here}.yes`);
        else yield* generate(line.no, `${here}.no`);
        break;
      case 'until': {
        yield* loop(here, function* (again): Routine<S, unknown, Again | undefined> {
          yield* generate(line.body, `${here}.body`);
          return (yield operation(here, line.test)) ? undefined : again();
        });
        break;
      }
      case 'times': {
        const counted = function* (
          again: (n: number) => Again,
          n: number,
        ): Routine<S, unknown, Again | undefined> {
          if (n === line.times) return undefined;
          yield* generate(line.body, `${here}.body`);
          return again(n + 1);
        };
        yield* loop(here, counted, 0);
        break;
      }
      case 'carry': {
        const carrying = function* (
          again: (carried: number) => Again,
          carried: number,
        ): Routine<S, unknown, Again | undefined> {
          const seen = yield operation(`${here}.look`, line.look);
          if (carried) yield* generate(line.body, `${here}.body`);
          return (yield operation(`${here}.test`, line.test)) ? undefined : again(seen);
        };
        yield* loop(here, carrying, 0);
        break;
      }
    }
  }
}

/** The same program as instructions: `act` puts what it observes into a register, the rest only moves about. */
type Instruction =
  | { act: Operation<S>; into: number }
  | { goto: number; unless?: number }
  | { register: number; becomes: (registers: readonly number[]) => number };

function compile(code: readonly Code[]): Instruction[] {
  const out: Instruction[] = [];
  let registers = 0;
  const act = (act: Act): number => {
    out.push({ act: operation('', act), into: registers });
    return registers++;
  };
  /** Registers are forgotten once nobody needs them, or the same place would be many states. */
  const forget = (register: number) => out.push({ register, becomes: () => 0 });
  const jump = (unless?: number): { goto: number; unless?: number } => {
    const hole = unless === undefined ? { goto: 0 } : { goto: 0, unless };
    out.push(hole);
    return hole;
  };
  const emit = (lines: readonly Code[]): void => {
    for (const line of lines) {
      switch (line.is) {
        case 'act':
          forget(act(line.act));
          break;
        case 'if': {
          const test = act(line.test);
          const toNo = jump(test);
          forget(test);
          emit(line.yes);
          const toEnd = jump();
          toNo.goto = out.length;
          emit(line.no);
          toEnd.goto = out.length;
          break;
        }
        case 'until': {
          const top = out.length;
          emit(line.body);
          const test = act(line.test);
          jump(test).goto = top;
          forget(test);
          break;
        }
        case 'times': {
          const left = registers++;
          out.push({ register: left, becomes: () => line.times });
          const top = out.length;
          const toEnd = jump(left);
          emit(line.body);
          out.push({ register: left, becomes: (r) => r[left] - 1 });
          jump().goto = top;
          toEnd.goto = out.length;
          break;
        }
        case 'carry': {
          const carried = registers++;
          out.push({ register: carried, becomes: () => 0 });
          const top = out.length;
          const seen = act(line.look);
          const toSkip = jump(carried);
          emit(line.body);
          toSkip.goto = out.length;
          out.push({ register: carried, becomes: (r) => r[seen] });
          forget(seen);
          const test = act(line.test);
          jump(test).goto = top;
          forget(carried);
          forget(test);
          break;
        }
      }
    }
  };
  emit(code);
  return out;
}

function directRunner(name: string, code: readonly Code[]): Runner<S> {
  const program = compile(code);
  type Local = { at: number; registers: number[] };
  const settle = ({ at, registers }: Local): Local => {
    for (let i = program[at]; i && !('act' in i); i = program[at]) {
      if ('goto' in i) at = i.unless === undefined || !registers[i.unless] ? i.goto : at + 1;
      else {
        registers[i.register] = i.becomes(registers);
        at++;
      }
    }
    return { at, registers };
  };
  return {
    name,
    start: settle({ at: 0, registers: Array(99).fill(0) }),
    operation: (local) => {
      const i = program[(local as Local).at];
      return i && 'act' in i ? i.act : null;
    },
    advance: (local, observation) => {
      const { at, registers } = structuredClone(local as Local);
      registers[(program[at] as { into: number }).into] = observation;
      return settle({ at: at + 1, registers });
    },
  };
}

const variable = fc.nat(VARIABLES - 1);
const value = fc.nat(2);
const act: fc.Arbitrary<Act> = fc.record({
  guard: fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, fc.tuple(variable, value)),
  effect: fc.constantFrom('nothing', 'set', 'set', 'add', 'add', 'copy', 'swap'),
  x: variable,
  y: variable,
  observe: fc.constantFrom('nothing', 'value', 'equal', 'equal'),
});
const test_: fc.Arbitrary<Act> = act.map((a) => (a.observe === 'nothing' ? { ...a, observe: 'equal' } : a));

const maybe = (lines: fc.Arbitrary<Code[]>) => fc.oneof(fc.constant<Code[]>([]), lines);

/** Up to `length` lines with compound ones nested up to `depth`. */
function code(length: number, depth: number): fc.Arbitrary<Code[]> {
  const simple = act.map((act): Code => ({ is: 'act', act }));
  if (depth === 0) return fc.array(simple, { minLength: 1, maxLength: length });
  const inner = code(2, depth - 1);
  const compound = fc.oneof<fc.Arbitrary<Code>[]>(
    fc.record({
      is: fc.constant('if' as const),
      test: test_,
      yes: inner,
      no: maybe(inner),
    }),
    fc.record({ is: fc.constant('until' as const), body: maybe(inner), test: test_ }),
    fc.record({ is: fc.constant('times' as const), times: fc.nat(3), body: inner }),
    fc.record({ is: fc.constant('carry' as const), look: test_, body: inner, test: test_ }),
  );
  return fc.array(fc.oneof({ weight: 3, arbitrary: simple }, { weight: 2, arbitrary: compound }), {
    minLength: 1,
    maxLength: length,
  });
}

/** A predicate: some of these hold, or all of them do. */
const predicate: fc.Arbitrary<Predicate<S>> = fc
  .record({
    all: fc.boolean(),
    values: fc.array(fc.tuple(variable, value), { maxLength: 2 }),
    ends: fc.array(fc.tuple(fc.nat(1), fc.boolean()), { minLength: 1, maxLength: 2 }),
  })
  .map(({ all, values, ends }) => (s, finished) => {
    const parts = [
      ...values.map(([i, n]) => s.v[i] === n),
      ...ends.map(([task, done]) => finished(TASKS[task]) === done),
    ];
    return all ? parts.every(Boolean) : parts.some(Boolean);
  });

const properties: fc.Arbitrary<Property<S>[]> = fc
  .tuple(predicate, predicate, predicate, predicate)
  .map(([a, b, c, d]) => [
    { id: 'never', kind: 'never', bad: a },
    { id: 'not-for-ever', kind: 'not-for-ever', bad: b },
    { id: 'unfinished', kind: 'not-for-ever', bad: (s, finished) => !finished('a') || c(s, finished) },
    { id: 'sometimes', kind: 'sometimes', good: d },
  ]);

const LIMIT = 400;

/** States and moves in words that both sides can say. */
function sayFound(found: Found<S>): string[] {
  return found.nodes
    .flatMap(({ key, moves }) => [key, ...moves.map((to, i) => `${key} ${i} ${to?.key}`)])
    .sort();
}

function saySpace(search: Search<S, unknown>): string[] {
  const { machine, states, tasks } = search;
  const keys = Array.from({ length: states }, (_, state) => {
    search.load(state);
    return JSON.stringify([
      { v: machine.shared.v },
      machine.automata.map((_automaton, task) => {
        const { operation, history } = machine.local(task);
        return operation ? history : FINISHED;
      }),
    ]);
  });
  return keys
    .flatMap((key, state) => [
      key,
      ...TASKS.slice(0, tasks).map((_, i) => `${key} ${i} ${keys[search.successor(state, i)]}`),
    ])
    .sort();
}

const always = Number.POSITIVE_INFINITY;
/** Moves that are not kept; states that are not collapsed, from the first on, or later; both; words that have no room for moves. */
const waysToSearch: readonly Turns[] = [
  { kept: 0, asked: always, worth: 0, wide: 32 },
  { kept: always, asked: 1, worth: always, wide: 32 },
  { kept: always, asked: 20, worth: always, wide: 32 },
  { kept: 0, asked: 20, worth: always, wide: 32 },
  { kept: 0, asked: always, worth: 0, wide: 5 },
];

test('checker and oracle agree on random models', () => {
  const met: Record<string, number> = {};
  const count = (what: string) => {
    met[what] = (met[what] ?? 0) + 1;
  };
  const models = fc.record({
    programs: fc.oneof(fc.tuple(code(4, 2), code(3, 1)), fc.tuple(code(3, 1), code(3, 1), code(2, 1))),
    initial: fc.tuple(value, value, value),
    properties,
  });
  fc.assert(
    fc.property(models, ({ programs, initial, properties }) => {
      const tasks = programs.map((code, i): Task<S> => ({ name: TASKS[i], program: () => generate(code) }));
      const two = model({ v: [int(0, 2), int(0, 2), int(0, 2)] }, tasks, properties, (s) => {
        for (const [i, n] of initial.entries()) s.v[i] = n;
      });
      const space = explore(two, { limit: LIMIT });
      fc.pre(space.stopped === null);
      const result = check(two);
      const byHistory = enumerate<S>(two, LIMIT, two.tasks.map(historyRunner)) as Found<S>;
      const direct = enumerate<S>(
        two,
        Number.POSITIVE_INFINITY,
        programs.map((code, i) => directRunner(TASKS[i], code)),
      ) as Found<S>;
      count('models');

      const { bytes: _, reached: __, ...same } = result;
      for (const turns of waysToSearch) {
        const search = explore(two, {}, turns);
        expect(decideOn(two, search), JSON.stringify(turns)).toMatchObject(same);
        if (search.learned === null) count(`${turns.wide} bits do not do`);
      }

      expect(saySpace(space)).toEqual(sayFound(byHistory));
      expect(result.states).toBe(byHistory.nodes.length);
      expect(result.transitions).toBe(byHistory.nodes.flatMap(({ moves }) => moves.filter(Boolean)).length);
      expect(result.schedules).toBe(countWalks(byHistory));
      expect(result.schedules).toBe(countWalks(direct));
      if (result.schedules === null) count('endless');

      for (const found of [byHistory, direct]) {
        const distance = distances(found);
        for (const [i, property] of properties.entries()) {
          const opinion = judge(found, property);
          const { verdict, schedule, cycle, witnesses } = result.verdicts[i];
          expect([property.id, verdict, cycle !== null]).toEqual([
            property.id,
            opinion.verdict,
            opinion.lasso,
          ]);
          if (found === byHistory) expect(witnesses).toBe(opinion.witnesses.length);
          const nearest = distance(opinion.targets);
          // Where cycles begin depends on what counts as local state: the direct runner remembers more.
          if (!cycle || found === byHistory) expect(schedule?.length).toBe(nearest?.[0]);
          // A lasso leads to a state of one cycle; the oracle may see a straighter way to another state of it.
          if (schedule && !cycle) expect(contextSwitches(schedule)).toBe(nearest?.[1]);
          if (found === byHistory) count(`${property.kind} ${verdict}${cycle ? ' in a cycle' : ''}`);
        }
      }

      for (const [i, property] of properties.entries()) {
        const { schedule, cycle } = result.verdicts[i];
        if (schedule === null) continue;
        const replay = new Replay(two);
        const finished = (task: string) => replay.next(task) === null;
        const shows = property.kind === 'sometimes' ? property.good : property.bad;
        for (const step of schedule) replay.step(step);
        expect(shows(replay.state, finished)).toBe(true);
        const stuck = property.kind === 'not-for-ever' && cycle === null;
        if (stuck) expect(replay.enabled()).toEqual([]);
        if (cycle === null) continue;
        const look = () => JSON.stringify([replay.state, tasks.map(({ name }) => replay.next(name)?.name)]);
        const start = look();
        const resting = new Set(tasks.map(({ name }) => name));
        for (const step of cycle) {
          for (const { name } of tasks) if (replay.whyNot(name) !== null) resting.delete(name);
          resting.delete(step);
          replay.step(step);
          expect(shows(replay.state, finished)).toBe(true);
        }
        expect(look()).toBe(start);
        expect([...resting]).toEqual([]);
      }
    }),
    { numRuns: 800 },
  );
  // What the random models are worth: each kind of answer was met, many times.
  for (const kind of ['never', 'not-for-ever', 'sometimes'])
    for (const verdict of ['holds', 'fails'])
      expect(met[`${kind} ${verdict}`], `${kind} ${verdict}`).toBeGreaterThan(20);
  expect(met['not-for-ever fails in a cycle']).toBeGreaterThan(20);
  expect(met.endless).toBeGreaterThan(20);
  expect(met['5 bits do not do']).toBeGreaterThan(20);
}, 600_000);
