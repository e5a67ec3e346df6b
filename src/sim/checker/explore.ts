import { audit, checkNames, ExaminedAutomaton } from './examine.ts';
import { Machine } from './machine.ts';
import type { Model } from './model.ts';
import { StateStore } from './store.ts';

/** No successor: the task cannot move in that state. */
export const BLOCKED = -1;

/** How far an exploration has come. */
export interface Progress {
  /** States met so far. */
  readonly states: number;
  /** States of which every move has been followed. */
  readonly followed: number;
}

export interface ExploreOptions {
  /** Stop, undecided, when there are more states than this. Default 20 million. */
  readonly limit?: number;
  /** Called every few ten thousand states. Returning false cancels. */
  readonly onProgress?: (progress: Progress) => boolean | undefined;
}

/** States numbered breadth-first from 0, and every move between them. Tasks are numbered as in the model. */
export interface Graph {
  /** How many tasks there are. */
  readonly tasks: number;
  /** States, each met exactly once. */
  readonly states: number;
  /** `successors[state * tasks + task]`: where that move leads, or {@link BLOCKED}. */
  readonly successors: Int32Array;
  /** `levels[d]` is the number of the first state that takes d steps to reach; one more closes the list. */
  readonly levels: readonly number[];
}

/** The reachable states of a model, as the checker has them: see space.ts for what others are shown. */
export interface Explored<S, N> extends Graph {
  readonly machine: Machine<S, N>;
  readonly store: StateStore;
  /** Moves: pairs of a state and a task that can move in it. */
  readonly transitions: number;
  /** Why the exploration stopped early; null if it covers everything. */
  readonly stopped: 'limit' | 'cancelled' | null;
}

/** Explores breadth-first, all at once. Throws a ModelError if the model is not fit to be checked. */
export function explore<S, N>(model: Model<S, N>, options: ExploreOptions = {}): Explored<S, N> {
  const work = exploring(model, options.limit);
  let step = work.next(true);
  while (!step.done) step = work.next(options.onProgress?.(step.value) !== false);
  return step.value;
}

/** The same in slices that leave the thread free between them, until `signal` aborts it. */
export async function exploreInSlices<S, N>(
  model: Model<S, N>,
  options: ExploreOptions & { readonly signal?: AbortSignal } = {},
): Promise<Explored<S, N>> {
  const work = exploring(model, options.limit);
  let step = work.next(true);
  while (!step.done) {
    const wanted = options.onProgress?.(step.value) !== false;
    await new Promise((resolve) => setTimeout(resolve));
    step = work.next(wanted && !options.signal?.aborted);
  }
  return step.value;
}

/** States followed between two reports of progress. */
const SLICE = 2 ** 15;
/** States of one level that are followed before what they lead to is looked up: see {@link StateStore.addAll}. */
const BATCH = 64;
/** Every transition is run twice at first, then one in so many: see {@link audit}. */
const AUDITED_FIRST = 2 ** 12;
const AUDITED_LATER = 2 ** 9;

/** The exploration itself, level by level: yields its progress, and is told whether to go on. */
function* exploring<S, N>(
  model: Model<S, N>,
  limit = 20_000_000,
): Generator<Progress, Explored<S, N>, boolean> {
  const search = new Search(model);
  const { store } = search;
  const levels: number[] = [];
  let levelEnd = 0;
  let followed = 0;
  let report = SLICE;
  let stopped: Explored<S, N>['stopped'] = null;

  while (stopped === null && levelEnd < store.count) {
    levels.push(levelEnd);
    levelEnd = store.count;
    while (stopped === null && followed < levelEnd) {
      const end = Math.min(followed + BATCH, levelEnd);
      search.follow(followed, end);
      followed = end;
      if (store.count > limit) stopped = 'limit';
      else if (followed >= report) {
        report += SLICE;
        if (!(yield { states: store.count, followed })) stopped = 'cancelled';
      }
    }
  }
  if (levelEnd < store.count) levels.push(levelEnd);
  levels.push(store.count);
  return search.space(levels, followed, stopped);
}

/** A graph of states as it grows. */
class Search<S, N> {
  readonly store: StateStore;
  readonly #machine: Machine<S, N>;
  readonly #tasks: number;
  #successors: Int32Array;
  #transitions = 0;
  /** For each move of a batch: the state it leads to, that state's number, and its place in the successors. */
  readonly #states: Uint32Array;
  readonly #numbers: Int32Array;
  readonly #places: Int32Array;

  constructor(model: Model<S, N>) {
    checkNames(model.tasks.map(({ name }) => name));
    this.#machine = new Machine(model, (task) => new ExaminedAutomaton(task));
    const { state, words } = this.#machine;
    this.#tasks = model.tasks.length;
    this.#successors = new Int32Array(1024 * this.#tasks);
    this.#states = new Uint32Array(BATCH * this.#tasks * words);
    this.#numbers = new Int32Array(BATCH * this.#tasks);
    this.#places = new Int32Array(BATCH * this.#tasks);
    this.store = new StateStore(words);
    this.store.add(state);
  }

  /** Follows every move out of the states from number `first` to before `end`, a batch at most. */
  follow(first: number, end: number): void {
    this.#makeRoom(end);
    const machine = this.#machine;
    const tasks = this.#tasks;
    const successors = this.#successors;
    const places = this.#places;
    let moves = 0;
    for (let from = first; from < end; from++) {
      this.store.load(from, machine.state);
      for (let task = 0; task < tasks; task++) {
        const place = from * tasks + task;
        successors[place] = BLOCKED;
        if (!machine.enabled(task)) continue;
        if (this.#transitions < AUDITED_FIRST || this.#transitions % AUDITED_LATER === 0)
          audit(machine, task);
        this.#transitions++;
        machine.move(task);
        this.#keep(moves);
        places[moves++] = place;
        this.store.load(from, machine.state);
      }
    }
    const numbers = this.#numbers;
    this.store.addAll(this.#states, moves, numbers);
    for (let move = 0; move < moves; move++) successors[places[move]] = numbers[move];
  }

  /** What was found. The states that were not followed have no successors. */
  space(levels: readonly number[], followed: number, stopped: Explored<S, N>['stopped']): Explored<S, N> {
    const states = this.store.count;
    this.#makeRoom(states);
    const successors = this.#successors
      .subarray(0, states * this.#tasks)
      .fill(BLOCKED, followed * this.#tasks);
    return {
      tasks: this.#tasks,
      states,
      successors,
      levels,
      machine: this.#machine,
      store: this.store,
      transitions: this.#transitions,
      stopped,
    };
  }

  #keep(move: number): void {
    const { state, words } = this.#machine;
    const states = this.#states;
    for (let i = 0, to = move * words; i < words; i++, to++) states[to] = state[i];
  }

  #makeRoom(states: number): void {
    if (states * this.#tasks <= this.#successors.length) return;
    const grown = new Int32Array(Math.max(this.#successors.length * 2, states * this.#tasks));
    grown.set(this.#successors);
    this.#successors = grown;
  }
}
