import { answersOf } from './answers.ts';
import { fairCycles } from './cycles.ts';
import { ModelError } from './errors.ts';
import { type ExploreOptions, explore } from './explore.ts';
import { BLOCKED, KeptGraph, Numbers } from './graph.ts';
import type { Model, Property } from './model.ts';
import type { Schedule } from './schedule.ts';
import type { Search } from './search.ts';

/** What can still come of a schedule that has been followed so far. */
export interface Outlook {
  /** What has failed by now, by its id; null if nothing has. */
  readonly failed: string | null;
  /**
   * What fails at the soonest from here on, and after how many steps; 0 where it has failed, or where a fair run can stay in a bad state for ever
   * from here. Null: nothing can fail any more.
   */
  readonly soonest: { readonly property: string; readonly steps: number } | null;
  /** Complete schedules from here on, and those among them in which something fails. Null where a cycle makes them infinitely many. */
  readonly schedules: { readonly all: bigint; readonly failing: bigint } | null;
}

/**
 * A model's states, to be asked from each of them what can still fail: every property of the model but the situations that are to be met
 * (`sometimes`). Exact: every continuation is followed.
 */
export class Outlooks {
  readonly #names: readonly string[];
  readonly #graph: KeptGraph;
  readonly #verdicts: readonly Failing[];
  /** For each state: what fails at the soonest, by its place among these; -1 if nothing can. */
  readonly #nearest: Int32Array;
  readonly #steps: Int32Array;
  /** By state; a hole where there are infinitely many. */
  readonly #all: bigint[] = [];
  readonly #failing: bigint[] = [];

  private constructor(names: readonly string[], graph: KeptGraph, verdicts: readonly Failing[]) {
    this.#names = names;
    this.#graph = graph;
    this.#verdicts = verdicts;
    const before = predecessors(graph);
    const { nearest, steps } = distances(graph, verdicts, before);
    this.#nearest = nearest;
    this.#steps = steps;
    this.#count(before);
  }

  /**
   * Searches `model`, each state of it. Throws a ModelError if it is not fit to be checked, or if the search was stopped before it was over: then nothing
   * could be said of any state.
   */
  static of<S, N>(model: Model<S, N>, options?: ExploreOptions): Outlooks {
    const search = explore(model, { ...options, whole: true });
    if (search.stopped !== null)
      throw new ModelError(
        `the search stopped early, at ${search.states} states (${search.stopped}): what can still fail is not decided`,
      );
    const names = model.tasks.map(({ name }) => name);
    return new Outlooks(names, search.kept ?? KeptGraph.of(search), failingOf(search, model.properties));
  }

  /** How many states there are. */
  get states(): number {
    return this.#graph.states;
  }

  /** After `schedule` from the first state on; words for a task that cannot move do nothing. Throws a ModelError for a task that is not there. */
  after(schedule: Schedule): Outlook {
    let state = 0;
    let failed = this.#failedAt(state);
    for (const name of schedule) {
      const task = this.#names.indexOf(name);
      if (task < 0)
        throw new ModelError(`there is no task '${name}'; the tasks are ${this.#names.join(', ')}`);
      const to = this.#graph.successor(state, task);
      if (to === BLOCKED) continue;
      state = to;
      failed ??= this.#failedAt(state);
    }
    const all = this.#all[state];
    if (failed !== null)
      return {
        failed,
        soonest: { property: failed, steps: 0 },
        schedules: all === undefined ? null : { all, failing: all },
      };
    const nearest = this.#nearest[state];
    return {
      failed,
      soonest: nearest < 0 ? null : { property: this.#verdicts[nearest].id, steps: this.#steps[state] },
      schedules: all === undefined ? null : { all, failing: this.#failing[state] },
    };
  }

  /** A run that can stay in a bad state has not failed yet: it may still leave. */
  #failedAt(state: number): string | null {
    return this.#verdicts.find(({ doomed }) => doomed[state] === 1)?.id ?? null;
  }

  /** Counts schedules from the ends back: a state's are known when those are of all that it leads to. */
  #count(before: Predecessors): void {
    const { tasks, states, successors } = this.#graph;
    const waits = new Int32Array(states);
    for (let place = 0; place < successors.length; place++)
      if (successors[place] !== BLOCKED) waits[Math.floor(place / tasks)]++;
    const order = new Numbers();
    for (let state = 0; state < states; state++) if (waits[state] === 0) order.push(state);
    for (let next = 0; next < order.length; next++) {
      const state = order.at(next);
      let [all, failing] = [0n, 0n];
      for (let at = state * tasks; at < (state + 1) * tasks; at++) {
        const to = successors[at];
        if (to === BLOCKED) continue;
        all += this.#all[to];
        failing += this.#failing[to];
      }
      if (all === 0n) all = 1n;
      this.#all[state] = all;
      this.#failing[state] = this.#failedAt(state) === null ? failing : all;
      before.of(state, (from) => {
        if (--waits[from] === 0) order.push(from);
      });
    }
  }
}

/** Where a property fails. */
interface Failing {
  readonly id: string;
  /** 1 for each state in which it has failed, whatever comes. */
  readonly doomed: Uint8Array;
  /** Those, and states in which a fair run can stay for ever, which is how it fails as well. */
  readonly states: readonly number[];
}

function failingOf<S, N>(search: Search<S, N>, properties: readonly Property<S>[]): Failing[] {
  const asked = properties.filter(({ kind }) => kind !== 'sometimes');
  const answers = answersOf(search, asked);
  return asked.map(({ id, kind }, i) => {
    const bad = new Uint8Array(search.states);
    for (const state of answers[i]) bad[state] = 1;
    if (kind === 'never') return { id, doomed: bad, states: answers[i] };
    const stuck = search.ends.filter((state) => bad[state] === 1);
    const doomed = new Uint8Array(search.states);
    for (const state of stuck) doomed[state] = 1;
    return { id, doomed, states: [...stuck, ...fairCycles(search, (state) => bad[state] === 1).flat()] };
  });
}

/** Calls `each` with every state that leads to a state, once for each move that does. */
interface Predecessors {
  of(state: number, each: (from: number) => void): void;
}

function predecessors({ tasks, states, successors }: KeptGraph): Predecessors {
  const starts = new Int32Array(states + 1);
  for (const to of successors) if (to !== BLOCKED) starts[to + 1]++;
  for (let state = 0; state < states; state++) starts[state + 1] += starts[state];
  const places = starts.slice();
  const from = new Int32Array(starts[states]);
  for (let place = 0; place < successors.length; place++)
    if (successors[place] !== BLOCKED) from[places[successors[place]]++] = Math.floor(place / tasks);
  return {
    of(state, each) {
      for (let at = starts[state]; at < starts[state + 1]; at++) each(from[at]);
    },
  };
}

/** Breadth-first from all failures at once, against the moves. Of two that are as near, it is the one that is asked first. */
function distances({ states }: KeptGraph, verdicts: readonly Failing[], before: Predecessors) {
  const nearest = new Int32Array(states).fill(-1);
  const steps = new Int32Array(states);
  const order = new Numbers();
  for (const [i, failing] of verdicts.entries())
    for (const state of failing.states)
      if (nearest[state] < 0) {
        nearest[state] = i;
        order.push(state);
      }
  for (let next = 0; next < order.length; next++) {
    const state = order.at(next);
    before.of(state, (from) => {
      if (nearest[from] >= 0) return;
      nearest[from] = nearest[state];
      steps[from] = steps[state] + 1;
      order.push(from);
    });
  }
  return { nearest, steps };
}
