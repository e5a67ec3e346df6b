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

/** The reachable states of a model. */
export interface Space<S, N> extends Graph {
  readonly machine: Machine<S, N>;
  readonly store: StateStore;
  /** Moves: pairs of a state and a task that can move in it. */
  readonly transitions: number;
  /** Why the exploration stopped early; null if it covers everything. */
  readonly stopped: 'limit' | 'cancelled' | null;
}

/** Explores breadth-first, all at once. Throws a ModelError if the model is not fit to be checked. */
export function explore<S, N>(model: Model<S, N>, options: ExploreOptions = {}): Space<S, N> {
  const work = exploring(model, options.limit);
  let step = work.next(true);
  while (!step.done) step = work.next(options.onProgress?.(step.value) !== false);
  return step.value;
}

/** The same in slices that leave the thread free between them, until `signal` aborts it. */
export async function exploreInSlices<S, N>(
  model: Model<S, N>,
  options: ExploreOptions & { readonly signal?: AbortSignal } = {},
): Promise<Space<S, N>> {
  const work = exploring(model, options.limit);
  let step = work.next(true);
  while (!step.done) {
    const wanted = options.onProgress?.(step.value) !== false;
    await new Promise((resolve) => setTimeout(resolve));
    step = work.next(wanted && !options.signal?.aborted);
  }
  return step.value;
}

const SLICE = 2 ** 15;
/** Every transition is run twice at first, then one in so many: see {@link Machine.audit}. */
const AUDITED_FIRST = 2 ** 12;
const AUDITED_LATER = 2 ** 9;

/** The exploration itself: yields its progress, and is told whether to go on. */
function* exploring<S, N>(model: Model<S, N>, limit = 20_000_000): Generator<Progress, Space<S, N>, boolean> {
  const machine = new Machine(model);
  const tasks = model.tasks.length;
  const { state } = machine;
  const store = new StateStore(machine.words);
  const levels = [0];
  let successors = new Int32Array(1024 * tasks).fill(BLOCKED);
  let transitions = 0;
  let stopped: Space<S, N>['stopped'] = null;

  store.add(state);
  let levelEnd = 1;
  let from = 0;
  for (; from < store.count && stopped === null; from++) {
    if (from === levelEnd) {
      levels.push(from);
      levelEnd = store.count;
    }
    if ((from + 1) * tasks > successors.length) {
      const grown = new Int32Array(successors.length * 2).fill(BLOCKED, successors.length);
      grown.set(successors);
      successors = grown;
    }
    store.load(from, state);
    for (let task = 0; task < tasks; task++) {
      if (!machine.enabled(task)) continue;
      if (transitions < AUDITED_FIRST || transitions % AUDITED_LATER === 0) machine.audit(task);
      transitions++;
      machine.move(task);
      successors[from * tasks + task] = store.add(state);
      store.load(from, state);
    }
    if (store.count > limit) stopped = 'limit';
    else if (from % SLICE === SLICE - 1 && !(yield { states: store.count, followed: from + 1 }))
      stopped = 'cancelled';
  }
  const states = store.count;
  if (levelEnd < states) levels.push(levelEnd);
  levels.push(states);
  return {
    tasks,
    states,
    successors: successors.subarray(0, states * tasks),
    levels,
    machine,
    store,
    transitions,
    stopped,
  };
}
