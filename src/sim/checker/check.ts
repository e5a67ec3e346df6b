import { answersOf } from './answers.ts';
import { countSchedules } from './count.ts';
import { type FairCycle, fairCycles, repeating } from './cycles.ts';
import { type ExploreOptions, explore, exploreInSlices } from './explore.ts';
import type { Model, Property } from './model.ts';
import type { Schedule } from './schedule.ts';
import type { Search, Stopped } from './search.ts';
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
  /** Each state stands for itself alone, not for those that differ from it in nothing but which is which of tasks that are alike. */
  readonly whole: boolean;
  /** How many states there are if each stands for itself alone; null where that is not known. */
  readonly inAll: number | null;
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
  const search = explore(model, options);
  const repeats = repeatsOf(search);
  return tellsTooLittle(model, search, repeats)
    ? judge(model, explore(model, { ...options, whole: true }))
    : judge(model, search, repeats);
}

/** The same without blocking the thread; `options.signal` cancels. */
export async function checkInSlices<S, N>(
  model: Model<S, N>,
  options?: ExploreOptions & { readonly signal?: AbortSignal },
): Promise<Result<S, N>> {
  const search = await exploreInSlices(model, options);
  const repeats = repeatsOf(search);
  return tellsTooLittle(model, search, repeats)
    ? judge(model, await exploreInSlices(model, { ...options, whole: true }))
    : judge(model, search, repeats);
}

/** Which states may be on a cycle; null where none is, or it is not known. */
type Repeats = ReturnType<typeof repeating>;

const repeatsOf = <S, N>(search: Search<S, N>): Repeats =>
  search.stopped === null ? repeating(search) : null;

/**
 * Whether something goes round where states stand for others, and it matters if that is fair: who moves and who does not is not to be
 * told there.
 */
const tellsTooLittle = <S, N>(
  { properties }: Model<S, N>,
  { standsForMore }: Search<S, N>,
  repeats: Repeats,
): boolean => standsForMore && repeats !== null && properties.some(({ kind }) => kind === 'not-for-ever');

/** What a search comes to. */
export function judge<S, N>(
  model: Model<S, N>,
  search: Search<S, N>,
  repeats = repeatsOf(search),
): Result<S, N> {
  const answers = answersOf(search, model.properties);
  const schedules = schedulesOf(search, repeats === null);
  return {
    verdicts: model.properties.map((property, i) => decide(search, property, answers[i], repeats)),
    states: search.states,
    transitions: search.transitions,
    depth: levelOf(search, search.states - 1),
    whole: !search.standsForMore,
    inAll: search.inAll,
    get schedules() {
      return schedules();
    },
    stopped: search.stopped,
    bytes: search.bytes,
    reached: new Space(search).reached(),
  };
}

/** States of a graph whose schedules are counted at once. */
const COUNTED_AT_ONCE = 2 ** 18;

/**
 * How many schedules there are. Of a large graph they are counted when somebody asks: that may take longer than the search.
 */
function schedulesOf<S, N>(search: Search<S, N>, areFinite: boolean): () => bigint | null {
  if (search.stopped !== null || !areFinite) return () => null;
  const count = () => countSchedules(search.kept ?? search);
  let counted = search.states <= COUNTED_AT_ONCE ? count() : null;
  return () => {
    counted ??= count();
    return counted;
  };
}

/** Decides on a property, of which the states are known in which its predicate is true; and of all, which may be on a cycle. */
function decide<S, N>(
  search: Search<S, N>,
  { id, kind }: Property<S>,
  where: readonly number[],
  repeats: Repeats,
): Verdict {
  const open = search.stopped !== null;
  const answer = (
    verdict: Verdict['verdict'],
    seen: readonly number[],
    cycle: FairCycle | null = null,
  ): Verdict => {
    const schedule = named(search, shortestSchedule(search, seen));
    const way = named(search, cycle && wayRound(search, cycle, nearest(cycle)));
    return { property: id, kind, verdict, schedule, cycle: way, witnesses: seen.length };
  };
  switch (kind) {
    case 'never':
      return answer(where.length > 0 ? 'fails' : open ? 'undecided' : 'holds', where);
    case 'sometimes':
      return answer(where.length > 0 ? 'holds' : open ? 'undecided' : 'fails', where);
    case 'not-for-ever': {
      if (open) return answer('undecided', []);
      const bad = new Uint8Array(search.states);
      for (const state of where) bad[state] = 1;
      const stuck = search.ends.filter((state) => bad[state]);
      const cycles = repeats ? fairCycles(search, (state) => bad[state] === 1 && repeats(state)) : [];
      const witnesses = [...stuck, ...cycles.flat()];
      if (witnesses.length === 0) return answer('holds', []);
      // A dead end is easier to read than a lasso; a cycle is shown only where there is no dead end.
      if (stuck.length > 0) return { ...answer('fails', stuck), witnesses: witnesses.length };
      const first = cycles.reduce((a, b) => (nearest(a) <= nearest(b) ? a : b));
      return { ...answer('fails', [nearest(first)], first), witnesses: witnesses.length };
    }
  }
}

function named<S, N>(search: Search<S, N>, tasks: readonly number[] | null): Schedule | null {
  return tasks && search.lifted(tasks).map((task) => search.machine.model.tasks[task].name);
}

const nearest = (cycle: FairCycle): number => cycle.reduce((a, b) => (a < b ? a : b));
