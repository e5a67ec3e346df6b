import type { Automaton, LocalState } from './automaton.ts';
import { ModelError } from './errors.ts';
import { done, inconstant } from './hidden.ts';
import type { Operation } from './task.ts';

/** Programs are run again: afresh, and straight on where the search cut their history at the top of a loop. */

/** Each local state is reached afresh, the last one first: a program that looks elsewhere comes to something else. */
export function runAfresh<S, N>(automaton: Automaton<S, N>): void {
  for (const { history, operation } of automaton.states.toReversed()) {
    const again = automaton.run(history).operations[history.length];
    if (again?.name !== operation?.name) throw inconstant(automaton.task.name, again?.name, operation?.name);
  }
}

/** For each local state: operations that straight runs had there in the place of its own. */
export type Twins<S, N> = Map<number, Operation<S, N>[]>;

/**
 * Runs a task straight on, where the search cut its history at the top of a loop: each way round again and again, each way
 * round and then every other way, and any way at all. It must do what the automaton does.
 */
export function goRound<S, N>(
  automaton: Automaton<S, N>,
  { rounds, steps }: { readonly rounds: number; readonly steps: number },
): Twins<S, N> {
  const { states } = automaton;
  const returns = returnsOf(automaton);
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

/** Ways that lead back to the top of a loop: from which state, by which observation, and how long the top's history is. */
function returnsOf<S, N>({ states }: Automaton<S, N>) {
  return states.flatMap(({ index, next, history }) =>
    // Every other way leads to a longer history, or to the end.
    next.flatMap((to, observation) => {
      const { operation, history: before } = states[to];
      const isReturn = operation !== null && before.length <= history.length;
      return isReturn ? { from: index, observation, top: before.length } : [];
    }),
  );
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
