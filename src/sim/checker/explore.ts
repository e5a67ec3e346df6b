import { audit } from './again.ts';
import { runAlone } from './alone.ts';
import { examine } from './examine.ts';
import { BLOCKED, type Graph } from './graph.ts';
import { checkModel, type Model } from './model.ts';
import { StateStore } from './store.ts';
import { StrictMachine } from './strict.ts';

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
  /**
   * Stop, undecided, before more bytes than this are held, with what deciding takes on top of the states and their moves.
   * Default 2 GiB. Where the machine gives less, the search stops at that.
   */
  readonly memory?: number;
  /** Examine as much as is of any use, not only what costs little: see examine.ts. */
  readonly thorough?: boolean;
  /** Called every few ten thousand states. Returning false cancels. */
  readonly onProgress?: (progress: Progress) => boolean | undefined;
}

/** The reachable states of a model, as the checker has them: see space.ts for what others are shown. */
export interface Explored<S, N> extends Graph {
  readonly machine: StrictMachine<S, N>;
  readonly store: StateStore;
  /** Moves: pairs of a state and a task that can move in it. */
  readonly transitions: number;
  /** Why the exploration stopped early; null if it covers everything. */
  readonly stopped: Stopped | null;
  /** States of which every move was followed: those from 0 to before this. */
  readonly followed: number;
  /** Bytes that the states, their table and their moves take. */
  readonly bytes: number;
}

/** Why a search ended early: too many states, too many bytes, or somebody wanted it to. */
export type Stopped = 'limit' | 'memory' | 'cancelled';

/** Explores breadth-first, all at once. Throws a ModelError if the model is not fit to be checked. */
export function explore<S, N>(model: Model<S, N>, options: ExploreOptions = {}): Explored<S, N> {
  const work = exploring(model, options);
  let step = work.next(true);
  while (!step.done) step = work.next(options.onProgress?.(step.value) !== false);
  return step.value;
}

/** The same in slices that leave the thread free between them, until `signal` aborts it. */
export async function exploreInSlices<S, N>(
  model: Model<S, N>,
  options: ExploreOptions & { readonly signal?: AbortSignal } = {},
): Promise<Explored<S, N>> {
  const work = exploring(model, options);
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
/** Whether a task can move, and what it does, is asked twice at first, then one time in so many: see {@link audit}. */
const AUDITED_FIRST = 2 ** 12;
const AUDITED_LATER = 2 ** 9;
/** Bytes for a state, and for a state and a task, that cycles, counts and shortest schedules take: graph.ts, shortest.ts. */
const DECIDING = 40;
const DECIDING_A_TASK = 8;
/** Moves are found by their place in one list. */
const MOST_PLACES = 2 ** 31 - 1;

/** The exploration itself, level by level: yields its progress, and is told whether to go on. */
function* exploring<S, N>(
  model: Model<S, N>,
  { limit = 20_000_000, memory = 2 ** 31, thorough }: ExploreOptions,
): Generator<Progress, Explored<S, N>, boolean> {
  checkModel(model);
  const alone = runAlone(model);
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
      if (search.bytesFor(end) > memory || !search.follow(followed, end)) {
        stopped = 'memory';
        break;
      }
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
  const explored = search.space(levels, followed, stopped);
  examine(explored, alone, thorough);
  return explored;
}

/** A graph of states as it grows. */
class Search<S, N> {
  readonly store: StateStore;
  readonly #machine: StrictMachine<S, N>;
  readonly #tasks: number;
  #successors: Int32Array;
  #transitions = 0;
  /** Pairs of a state and a task that were asked whether it can move. */
  #asked = 0;
  /** For each move of a batch: the state it leads to, that state's number, and its place in the successors. */
  readonly #states: Uint32Array;
  readonly #numbers: Int32Array;
  readonly #places: Int32Array;

  constructor(model: Model<S, N>) {
    this.#machine = new StrictMachine(model);
    const { state, words } = this.#machine;
    this.#tasks = model.tasks.length;
    this.#successors = new Int32Array(1024 * this.#tasks);
    this.#states = new Uint32Array(BATCH * this.#tasks * words);
    this.#numbers = new Int32Array(BATCH * this.#tasks);
    this.#places = new Int32Array(BATCH * this.#tasks);
    this.store = new StateStore(words);
    this.store.add(state);
  }

  /**
   * Bytes that are held at once if the states to before `end` are followed, and decided on afterwards. A move leads to a
   * new state at most.
   */
  bytesFor(end: number): number {
    const states = this.store.count + BATCH * this.#tasks;
    const moves = this.#successors.byteLength;
    // While the moves are copied into more room: twice as much; or, at the end, just enough.
    const grown = Math.max(
      end * this.#tasks > this.#successors.length ? moves * 2 : 0,
      states * this.#tasks * 4,
    );
    return this.store.bytesFor(states) + moves + grown + states * (DECIDING + DECIDING_A_TASK * this.#tasks);
  }

  /**
   * Follows every move out of the states from number `first` to before `end`, a batch at most. False if there is no
   * memory for what they lead to: then they count as not followed.
   */
  follow(first: number, end: number): boolean {
    try {
      this.#follow(first, end);
      return true;
    } catch (error) {
      if (error instanceof RangeError) return false;
      throw error;
    }
  }

  #follow(first: number, end: number): void {
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
        const can = machine.enabled(task);
        if (this.#asked < AUDITED_FIRST || this.#asked % AUDITED_LATER === 0) audit(machine, task, can);
        this.#asked++;
        if (!can) continue;
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
    this.#makeRoom(states, states * this.#tasks);
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
      followed,
      bytes: this.store.bytes + this.#successors.byteLength,
    };
  }

  #keep(move: number): void {
    const { state, words } = this.#machine;
    const states = this.#states;
    for (let i = 0, to = move * words; i < words; i++, to++) states[to] = state[i];
  }

  #makeRoom(states: number, room = this.#successors.length * 2): void {
    if (states * this.#tasks <= this.#successors.length) return;
    if (states * this.#tasks > MOST_PLACES) throw new RangeError('too many moves to number them');
    const grown = new Int32Array(Math.max(room, states * this.#tasks));
    grown.set(this.#successors);
    this.#successors = grown;
  }
}
