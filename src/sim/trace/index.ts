/**
 * Replays for readers. Here designs go by their ids; the files beside this one take their records, for a figure in a
 * browser has those of its page and knows no others.
 */
import { parseSchedule, type Schedule } from '../checker/index.ts';
import { designNamed } from '../designs/index.ts';
import type { Scenario } from '../scenario/index.ts';
import * as records from './pair.ts';
import { Side } from './side.ts';

export { type Fold, fold, isFold } from './fold.ts';
export { type Cell, type Pair, type Row, scheduleOf, type Teller } from './pair.ts';
export type { Absent, Blocked, Ending, Moved, Picture, Side } from './side.ts';

/** A design's side of a figure. Throws a ModelError for a design that is not there. */
export function sideOf(example: Scenario, design: string): Side {
  return new Side(example, designNamed(design));
}

/** `schedule` on two designs, as {@link records.pair} does it. Throws a ModelError for one that is not there. */
export function pair(
  example: Scenario,
  left: string,
  right: string,
  schedule: Schedule,
  teller?: records.Teller,
): records.Pair {
  return records.pair(example, designNamed(left), designNamed(right), schedule, teller);
}

/** The told schedule in steps of `left`: where that is not the design that it was told for, the same places. */
export function toldOn(example: Scenario, left: string): Schedule {
  return records.toldOn(example, designNamed(example.pair[0]), designNamed(left));
}

/** The told schedule of a scenario on its own two designs, as its figure shows it. */
export function toldPair(example: Scenario): records.Pair {
  return pair(example, ...example.pair, parseSchedule(example.told));
}
