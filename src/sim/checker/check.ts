import { ModelError } from './errors.ts';
import { type Explored, type ExploreOptions, explore, exploreInSlices, type Stopped } from './explore.ts';
import { countSchedules, type FairCycle, fairCycles, terminals } from './graph.ts';
import type { Model, Predicate, Property } from './model.ts';
import type { Schedule } from './schedule.ts';
import { levelOf, shortestSchedule, wayRound } from './shortest.ts';
import { type Reached, Space } from './space.ts';

/** What the checker says of one property. */
export interface Verdict {
  readonly property: string;
  readonly kind: Property<unknown>['kind'];
  /**
   * `undecided`: the exploration was stopped before it could tell. For `sometimes`, `holds` means reached.
   */
  readonly verdict: 'holds' | 'fails' | 'undecided';
  /** Shortest way to fail, or, for `sometimes`, to succeed; with the fewest context switches among those. */
  readonly schedule: Schedule | null;
  /** What goes round for ever after {@link schedule}, where that is how it fails; else null. */
  readonly cycle: Schedule | null;
  /** States that show it: bad ones (for `not-for-ever`: those that a run can stay in), or good ones. */
  readonly witnesses: number;
}

/** The result of checking a model. */
export interface Result<S, N = unknown> {
  readonly verdicts: readonly Verdict[];
  readonly states: number;
  readonly transitions: number;
  /** Steps to the state that is farthest from the first. */
  readonly depth: number;
  /** Different complete schedules, exactly; null where cycles make them infinite or the search was stopped. */
  readonly schedules: bigint | null;
  /** Why the search stopped early; null if it covered everything. */
  readonly stopped: Stopped | null;
  /** Bytes that the states, their table and their moves took. */
  readonly bytes: number;
  /** Every operation that some task came to, task by task; of one that a task came to by two ways, twice. */
  readonly reached: readonly Reached<S, N>[];
}

/**
 * Explores every interleaving of `model` and decides its properties. Throws a ModelError if the model is not
 * fit to be checked. A search that is stopped early still reports bad and good states that it met,
 * and says of nothing else that it holds.
 */
export function check<S, N>(model: Model<S, N>, options?: ExploreOptions): Result<S, N> {
  return judge(model, explore(model, options));
}

/** The same without blocking the thread; `options.signal` cancels. */
export async function checkInSlices<S, N>(
  model: Model<S, N>,
  options?: ExploreOptions & { readonly signal?: AbortSignal },
): Promise<Result<S, N>> {
  return judge(model, await exploreInSlices(model, options));
}

function judge<S, N>(model: Model<S, N>, space: Explored<S, N>): Result<S, N> {
  const ends = space.stopped === null ? terminals(space) : [];
  return {
    verdicts: model.properties.map((property) => decide(space, property, ends)),
    states: space.states,
    transitions: space.transitions,
    depth: levelOf(space, space.states - 1),
    schedules: space.stopped === null ? countSchedules(space) : null,
    stopped: space.stopped,
    bytes: space.bytes,
    reached: new Space(space).reached(),
  };
}

function decide<S, N>(space: Explored<S, N>, property: Property<S>, ends: readonly number[]): Verdict {
  const { id, kind } = property;
  const open = space.stopped !== null;
  const answer = (
    verdict: Verdict['verdict'],
    seen: readonly number[],
    cycle: FairCycle | null = null,
  ): Verdict => {
    const schedule = named(space, shortestSchedule(space, seen));
    const way = named(space, cycle && wayRound(space, cycle, nearest(cycle)));
    return { property: id, kind, verdict, schedule, cycle: way, witnesses: seen.length };
  };
  switch (kind) {
    case 'never': {
      const bad = statesWhere(space, property.bad, id);
      return answer(bad.length > 0 ? 'fails' : open ? 'undecided' : 'holds', bad);
    }
    case 'sometimes': {
      const good = statesWhere(space, property.good, id);
      return answer(good.length > 0 ? 'holds' : open ? 'undecided' : 'fails', good);
    }
    case 'not-for-ever': {
      if (open) return answer('undecided', []);
      const bad = new Uint8Array(space.states);
      for (const state of statesWhere(space, property.bad, id)) bad[state] = 1;
      const stuck = ends.filter((state) => bad[state]);
      const cycles = fairCycles(space, (state) => bad[state] === 1);
      const witnesses = [...stuck, ...cycles.flat()];
      if (witnesses.length === 0) return answer('holds', []);
      // A dead end is easier to read than a lasso; a cycle is shown only where there is no dead end.
      if (stuck.length > 0) return { ...answer('fails', stuck), witnesses: witnesses.length };
      const first = cycles.reduce((a, b) => (nearest(a) <= nearest(b) ? a : b));
      return { ...answer('fails', [nearest(first)], first), witnesses: witnesses.length };
    }
  }
}

function named<S, N>({ machine }: Explored<S, N>, tasks: readonly number[] | null): Schedule | null {
  return tasks?.map((task) => machine.model.tasks[task].name) ?? null;
}

const nearest = (cycle: FairCycle): number => cycle.reduce((a, b) => (a < b ? a : b));

/** States, evenly spread, in which each property is asked a second time. */
const TESTED_AGAIN = 2 ** 8;

function statesWhere<S, N>(
  { machine, store, states }: Explored<S, N>,
  predicate: Predicate<S>,
  id: string,
): number[] {
  const found: number[] = [];
  const test = (state: number): boolean => {
    store.load(state, machine.state);
    return machine.test(predicate, `property '${id}'`);
  };
  for (let state = 0; state < states; state++) if (test(state)) found.push(state);
  // Some of them again, the last ones first: a property that remembers is none.
  const among = new Set(found);
  const apart = Math.max(1, Math.floor(states / TESTED_AGAIN));
  for (let state = states - 1; state >= 0; state -= apart)
    if (test(state) !== among.has(state))
      throw new ModelError(
        `property '${id}' does not depend on the state alone: asked again in one state, it answers otherwise. ` +
          'Keep what it counts or remembers in the record',
      );
  return found;
}
