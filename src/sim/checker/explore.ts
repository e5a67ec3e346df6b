import { runAlone } from './alone.ts';
import { ModelError, spoken } from './errors.ts';
import { type Examination, examine } from './examine.ts';
import { checkModel, type Model } from './model.ts';
import { BATCH, Search, type Turns } from './search.ts';

/** How far an exploration has come. */
export interface Progress {
  /** States met so far. */
  readonly states: number;
  /** States of which every move has been followed. */
  readonly followed: number;
}

export interface ExploreOptions {
  /** Stop, undecided, when there are more states than this. Default 20 million. */
  readonly limit?: number | undefined;
  /**
   * Stop, undecided, before more bytes than this are held, with what deciding takes on top of the states and their moves.
   * Default 2 GiB. Where the machine gives less, the search stops at that.
   */
  readonly memory?: number;
  /** How far the model is examined for what it hides: see examine.ts. Default `usual`. */
  readonly examination?: Examination;
  /** Look at each state, whatever tasks are alike. Else a search looks at one of those that differ in nothing but which of these is which. */
  readonly whole?: boolean | undefined;
  /** Called every few ten thousand states. Returning false cancels. */
  readonly onProgress?: (progress: Progress) => boolean | undefined;
}

/** Explores breadth-first, all at once. Throws a ModelError if the model is not fit to be checked. `turns` is for tests. */
export function explore<S, N>(model: Model<S, N>, options: ExploreOptions = {}, turns?: Turns): Search<S, N> {
  const work = exploring(model, options, turns);
  let step = work.next(true);
  while (!step.done) step = work.next(options.onProgress?.(step.value) !== false);
  return step.value;
}

/** The same in slices that leave the thread free between them, until `signal` aborts it. */
export async function exploreInSlices<S, N>(
  model: Model<S, N>,
  options: ExploreOptions & { readonly signal?: AbortSignal } = {},
): Promise<Search<S, N>> {
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

/** The exploration itself, level by level: yields its progress, and is told whether to go on. */
function* exploring<S, N>(
  model: Model<S, N>,
  { limit = 20_000_000, memory = 2 ** 31, examination = 'usual', whole = false }: ExploreOptions,
  turns?: Turns,
): Generator<Progress, Search<S, N>, boolean> {
  checkModel(model);
  for (const [what, most] of Object.entries({ limit, memory }))
    if (typeof most !== 'number' || !(most >= 0))
      throw new ModelError(
        `${what} is ${spoken(most)}; it has to be a number from 0, of ${what === 'limit' ? 'states' : 'bytes'}`,
      );
  const alone = examination === 'none' ? [] : runAlone(model);
  const search = new Search(model, whole, turns);
  const levels: number[] = [];
  let levelEnd = 0;
  let report = SLICE;

  while (search.stopped === null && levelEnd < search.states) {
    levels.push(levelEnd);
    levelEnd = search.states;
    while (search.stopped === null && search.followed < levelEnd) {
      const end = Math.min(search.followed + BATCH, levelEnd);
      if (!fits(search, memory) || !follow(search, end)) search.stopped = 'memory';
      else if (search.states > limit) search.stopped = 'limit';
      else if (search.followed >= report) {
        report += SLICE;
        if (!(yield { states: search.states, followed: search.followed })) search.stopped = 'cancelled';
      }
    }
  }
  if (levelEnd < search.states) levels.push(levelEnd);
  levels.push(search.states);
  search.levels = levels;
  examine(search, alone, examination);
  return search;
}

/** Whether there is room for a batch more, if need be without the moves that are kept. */
const fits = <S, N>(search: Search<S, N>, memory: number): boolean =>
  search.bytesNext <= memory || (search.forgetMoves() && search.bytesNext <= memory);

/** Follows the next states. False if there is no memory for what they lead to: then they count as not followed. */
function follow<S, N>(search: Search<S, N>, end: number): boolean {
  try {
    search.follow(end);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
