import { type ExploreOptions, explore } from './explore.ts';
import { BLOCKED } from './graph.ts';
import type { Model } from './model.ts';
import type { Search, Stopped } from './search.ts';
import { levelOf } from './shortest.ts';
import type { Operation } from './task.ts';

/** A move out of a state. */
export interface Move<S, N> {
  readonly task: string;
  readonly operation: Operation<S, N>;
  /** The number of the state that it leads to. */
  readonly to: number;
}

/** An operation that a task comes to; one that it comes to by two ways is there twice. */
export interface Reached<S, N> {
  readonly task: string;
  readonly operation: Operation<S, N>;
  /** Everything that it was seen to observe, ascending; nothing where the task never gets past it. */
  readonly observed: readonly number[];
}

/**
 * The reachable states of a model, numbered breadth-first from 0, to be looked at one by one. How they are stored is
 * the checker's own business.
 */
export class Space<S, N> {
  readonly #search: Search<S, N>;

  /** Made by {@link spaceOf}. */
  constructor(search: Search<S, N>) {
    this.#search = search;
  }

  /** How many states there are. */
  get states(): number {
    return this.#search.states;
  }

  /** Moves: pairs of a state and a task that can move in it. */
  get transitions(): number {
    return this.#search.transitions;
  }

  /** Steps to the state that is farthest from the first. */
  get depth(): number {
    return levelOf(this.#search, this.states - 1);
  }

  /** Why the search stopped early; null if it covers everything. */
  get stopped(): Stopped | null {
    return this.#search.stopped;
  }

  /** Bytes that the states take, with their table and its slack. */
  get bytes(): number {
    return this.#search.bytes;
  }

  /** The shared record of a state. A live view: it shows the state that was asked for last. */
  at(state: number): Readonly<S> {
    this.#search.load(state);
    return this.#search.machine.shared;
  }

  /** The moves out of a state, in the order of tasks. */
  moves(state: number): Move<S, N>[] {
    const search = this.#search;
    const { machine, tasks } = search;
    search.load(state);
    const moves: Move<S, N>[] = [];
    for (let task = 0; task < tasks; task++) {
      const to = search.successor(state, task);
      if (to === BLOCKED) continue;
      const operation = machine.operation(task) as Operation<S, N>;
      moves.push({ task: machine.model.tasks[task].name, operation, to });
    }
    return moves;
  }

  /** Every operation that some task comes to, task by task. */
  reached(): Reached<S, N>[] {
    return this.#search.machine.automata.flatMap(({ task, states }) =>
      states.flatMap(({ operation, next }) =>
        operation === null ? [] : { task: task.name, operation, observed: Object.keys(next).map(Number) },
      ),
    );
  }
}

/** Explores a model, to look at its states, each of them. Throws a ModelError if it is not fit to be checked. */
export function spaceOf<S, N>(model: Model<S, N>, options?: ExploreOptions): Space<S, N> {
  return new Space(explore(model, { ...options, whole: true }));
}
