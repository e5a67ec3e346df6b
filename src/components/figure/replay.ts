import type { Schedule } from '../../sim/checker/index.ts';
import type { Scenario } from '../../sim/scenario/index.ts';
import { type Pair, pair, type Teller, toldOn } from '../../sim/trace/pair.ts';
import { designOf, type FigureData } from './data.ts';

/** What the reader has chosen. */
export interface Chosen {
  readonly left: string;
  readonly right: string;
  /** Null for the told schedule. */
  readonly schedule: Schedule | null;
  /** Whose steps that is in. */
  readonly teller: Teller;
  readonly row: number;
}

/** The told schedule is in steps of the told pair's left design; another left design takes it over. */
export function replay(
  example: Scenario,
  data: FigureData,
  { left, right, schedule, teller }: Omit<Chosen, 'row'>,
): Pair {
  const [ours, theirs, told] = [left, right, example.pair[0]].map((id) => designOf(data, id));
  return pair(example, ours, theirs, schedule ?? toldOn(example, told, ours), teller);
}
