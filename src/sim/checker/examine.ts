import type { Automaton, LocalState } from './automaton.ts';
import { ModelError } from './errors.ts';
import { BLOCKED, type Explored } from './explore.ts';
import { Machine } from './machine.ts';
import type { Model } from './model.ts';
import type { Operation } from './task.ts';

/**
 * A model can hide state from the checker: in a variable around a loop, in an effect that looks elsewhere. When a search is
 * over, its model is examined: parts of it are run again, otherwise than the search ran them, and must come to the same.
 * How much is run again is said in README.md, and so is what that finds and what it does not. A replay examines nothing: it
 * replays what was searched.
 */

/** How much is run again. */
interface Strength {
  /** Times that each way round a loop is gone round straight on. */
  readonly rounds: number;
  /** Operations of each task that has loops, in runs of any observations that it was seen to make. */
  readonly steps: number;
  /** States, evenly spread, in which guards and effects are run again. */
  readonly states: number;
}

const USUAL: Strength = { rounds: 16, steps: 2 ** 10, states: 2 ** 8 };
const THOROUGH: Strength = { rounds: 2 ** 10, steps: 2 ** 14, states: 2 ** 14 };

/**
 * Throws a {@link ModelError} that names task and operation if the model was seen to hide state. `alone` is what its tasks
 * did before the search.
 */
export function examine<S, N>(explored: Explored<S, N>, alone: readonly Alone[], thorough = false): void {
  const strength = thorough ? THOROUGH : USUAL;
  for (const run of alone) runAloneAgain(explored.machine, run);
  const twins = explored.machine.automata.map((automaton) => {
    runAfresh(automaton);
    return goRound(automaton, strength);
  });
  runLater(explored, twins, strength.states);
}

/** What a task did from the first state on, while no other moved. */
export interface Alone {
  readonly task: number;
  /** The operation that it began with, and what came of each step. */
  readonly first: string | undefined;
  readonly steps: readonly Step[];
}

interface Step {
  readonly observed: number;
  /** The shared record after it. */
  readonly record: Uint32Array;
  /** The operation that was next. */
  readonly next: string | undefined;
}

/**
 * Runs each task alone, the last one first: before the search, which has the first one move first. What one task sets
 * outside the record has not been set then, for those that are listed after it.
 */
export function runAlone<S, N>(model: Model<S, N>): Alone[] {
  const machine = new Machine(model);
  const lastFirst = model.tasks.map((_, task) => task).reverse();
  return lastFirst.map((task) => {
    machine.reset();
    const first = machine.operation(task)?.name;
    const steps: Step[] = [];
    while (steps.length < ALONE && machine.enabled(task)) steps.push(takeStep(machine, task));
    return { task, first, steps };
  });
}

/** Steps that a task is run alone. */
const ALONE = 2 ** 8;

function takeStep<S, N>(machine: Machine<S, N>, task: number): Step {
  const observed = machine.move(task);
  const record = machine.state.slice(0, machine.model.record.words);
  return { observed, record, next: machine.operation(task)?.name };
}

/** After the search it must come to the same. */
function runAloneAgain<S, N>(machine: Machine<S, N>, { task, first, steps }: Alone): void {
  machine.reset();
  const { name } = machine.model.tasks[task];
  if (machine.operation(task)?.name !== first) throw inconstant(name, machine.operation(task)?.name, first);
  for (let count = 0; count < ALONE; count++) {
    const operation = machine.operation(task);
    if (operation === null) return;
    const before = steps[count];
    if (machine.enabled(task) !== (before !== undefined))
      throw impure(machine, task, operation, 'guard', 'answers otherwise');
    if (before === undefined) return;
    const { observed, record, next } = takeStep(machine, task);
    if (observed !== before.observed || !equal(record, before.record))
      throw impure(machine, task, operation, 'effect', 'does something else');
    if (next !== before.next) throw inconstant(name, next, before.next);
  }
}

/** Each local state is reached afresh, the last one first: a program that looks elsewhere comes to something else. */
function runAfresh<S, N>(automaton: Automaton<S, N>): void {
  for (const { history, operation } of automaton.states.toReversed()) {
    const again = automaton.run(history).operations[history.length];
    if (again?.name !== operation?.name) throw inconstant(automaton.task.name, again?.name, operation?.name);
  }
}

/** For each local state: operations that straight runs had there in the place of its own. */
type Twins<S, N> = Map<number, Operation<S, N>[]>;

/**
 * Runs a task straight on, where the search cut its history at the top of a loop: each way round again and again, each way
 * round and then every other way, and any way at all. It must do what the automaton does.
 */
function goRound<S, N>(automaton: Automaton<S, N>, { rounds, steps }: Strength): Twins<S, N> {
  const { states, returns } = automaton;
  const twins: Twins<S, N> = new Map();
  for (const { from, observation, top } of returns) {
    const first = [...states[from].history, observation];
    const round = first.slice(top);
    follow(automaton, first, Array<number[]>(rounds).fill(round).flat(), twins);
    for (const way of waysOn(automaton, states[states[from].next[observation]]))
      follow(automaton, first, way, twins);
  }
  if (returns.length > 0) for (const way of anyWays(automaton, steps)) follow(automaton, [], way, twins);
  return twins;
}

/** Runs the task on `start` and then `way`, and compares what it does with where the automaton goes. */
function follow<S, N>(
  automaton: Automaton<S, N>,
  start: readonly number[],
  way: readonly number[],
  twins: Twins<S, N>,
): void {
  const { states, task } = automaton;
  const history = [...start, ...way];
  const { operations } = automaton.run(history);
  let at = states[0];
  for (const [i, operation] of operations.entries()) {
    if (operation?.name !== at.operation?.name)
      throw new ModelError(
        `task ${task.name} remembers something across a loop that the loop was not told of: where one round does ` +
          `${done(at.operation?.name)}, a later one does ${done(operation?.name)}. ` +
          'Hand on the local that differs: `return again(local)`',
      );
    if (operation !== null && operation !== at.operation) {
      const known = twins.get(at.index) ?? [];
      twins.set(at.index, known);
      // The latest take the place of earlier ones: what has gone round longest remembers most.
      known[known.length < TWINS ? known.length : i % TWINS] = operation;
    }
    if (operation !== null && i < history.length) at = states[at.next[history[i]]];
  }
}

/** Operations that are kept for each local state, to be compared. */
const TWINS = 4;

/** All ways on from a local state, each until it ends, or comes to a state that was there before. */
function waysOn<S, N>(automaton: Automaton<S, N>, from: LocalState<S, N>): number[][] {
  const ways: number[][] = [];
  const go = (state: LocalState<S, N>, way: number[]): void => {
    let goesOn = false;
    state.next.forEach((to, observation) => {
      goesOn = true;
      const next = automaton.states[to];
      if (next.history.length > state.history.length) go(next, [...way, observation]);
      else ways.push([...way, observation]);
    });
    if (!goesOn) ways.push(way);
  };
  go(from, []);
  return ways;
}

/** Ways from the start, of so many operations in all: at each one, any of what it was seen to observe. */
function* anyWays<S, N>({ states }: Automaton<S, N>, steps: number): Generator<number[]> {
  let seed = 1;
  const any = (n: number): number => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    return (seed >>> 8) % n;
  };
  for (let left = steps; left > 0; ) {
    const way: number[] = [];
    for (let at = states[0]; way.length < LONGEST; at = states[at.next[way[way.length - 1]]]) {
      const observed = Object.keys(at.next);
      if (observed.length === 0) break;
      way.push(Number(observed[any(observed.length)]));
    }
    left -= way.length + 1;
    yield way;
  }
}

/** Operations in one way of any observations. */
const LONGEST = 2 ** 9;

/**
 * Runs guards and effects again, the last states first: they must come to what they came to. And whatever else in this task
 * has the same name must do the same: it is one operation.
 */
function runLater<S, N>(explored: Explored<S, N>, twins: readonly Twins<S, N>[], most: number): void {
  const { machine, store, tasks, followed, successors } = explored;
  const names = machine.automata.map(({ states }) => firstOfName(states));
  const apart = Math.max(1, followed / most);
  const expected = machine.state.slice();
  for (let place = Math.floor((followed - 1) / apart); place >= 0; place--) {
    const state = Math.floor(place * apart);
    store.load(state, machine.state);
    for (let task = 0; task < tasks; task++) {
      const local = machine.local(task);
      const { operation } = local;
      if (operation === null) continue;
      const to = successors[state * tasks + task];
      const could = to !== BLOCKED;
      if (machine.enabled(task) !== could)
        throw impure(machine, task, operation, 'guard', 'answers otherwise');
      if (could) {
        machine.move(task);
        store.load(to, expected);
        const same = equal(machine.state, expected);
        store.load(state, machine.state);
        if (!same) throw impure(machine, task, operation, 'effect', 'does something else');
      }
      const others = twins[task].get(local.index) ?? [];
      for (const other of [...others, names[task].get(operation.name) as Operation<S, N>])
        if (other !== operation) compare(machine, task, operation, other);
    }
  }
}

const equal = (a: Uint32Array, b: Uint32Array): boolean => a.every((word, i) => word === b[i]);

/** For each name: the operation that the task came to first. */
function firstOfName<S, N>(states: readonly LocalState<S, N>[]): Map<string, Operation<S, N>> {
  const first = new Map<string, Operation<S, N>>();
  for (const { operation } of states)
    if (operation !== null && !first.has(operation.name)) first.set(operation.name, operation);
  return first;
}

/** Throws unless two operations of one name do the same in this state, and leaves the state as it was. */
function compare<S, N>(
  machine: Machine<S, N>,
  task: number,
  one: Operation<S, N>,
  other: Operation<S, N>,
): void {
  const { state } = machine;
  const before = state.slice();
  const tried = [one, other].map((operation) => {
    try {
      const can = machine.allows(task, operation);
      const observed = can ? machine.run(task, operation) : null;
      return { can, observed, after: state.slice(), error: null };
    } catch (error) {
      return { can: true, observed: null, after: before, error: (error as Error).message };
    } finally {
      state.set(before);
    }
  });
  const [a, b] = tried;
  if (a.can === b.can && a.observed === b.observed && a.error === b.error && equal(a.after, b.after)) return;
  throw new ModelError(
    `task ${machine.model.tasks[task].name} has two operations called '${one.name}' that do different things in one state. ` +
      'Give them names of their own; if a local that changes from round to round makes the difference, hand it on: ' +
      '`return again(local)`',
  );
}

function impure<S, N>(
  machine: Machine<S, N>,
  task: number,
  { name }: Operation<S, N>,
  what: 'guard' | 'effect',
  does: string,
): ModelError {
  return new ModelError(
    `the ${what} of '${name}' in task ${machine.model.tasks[task].name} does not depend on the shared state ` +
      `alone: run again in one state, it ${does}. Keep what it counts, remembers or chooses in the record`,
  );
}

function inconstant(task: string, now: string | undefined, before: string | undefined): ModelError {
  return new ModelError(
    `the program of task ${task} does not depend on what it observes alone: run afresh, it does ${done(now)} where it ` +
      `did ${done(before)}. Keep what it looks at in the record, and read it in an operation`,
  );
}

/**
 * Asks again whether `task` can move, and runs its operation twice if it can. Leaves the state as it was. Throws a
 * {@link ModelError} if one time differed from the other.
 */
export function audit<S, N>(machine: Machine<S, N>, task: number, can: boolean): void {
  const { state } = machine;
  const operation = machine.operation(task);
  if (operation === null) return;
  if (machine.enabled(task) !== can) throw impure(machine, task, operation, 'guard', 'answers otherwise');
  if (!can) return;
  const before = state.slice();
  const observation = machine.move(task);
  const after = state.slice();
  state.set(before);
  const again = machine.move(task);
  const same = again === observation && equal(after, state);
  state.set(before);
  if (!same) throw impure(machine, task, operation, 'effect', 'does something else');
}

const done = (operation: string | undefined): string => (operation ? `'${operation}'` : 'nothing more');
