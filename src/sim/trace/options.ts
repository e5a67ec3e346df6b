import type { Schedule } from '../checker/index.ts';
import type { Design } from '../designs/index.ts';
import type { Scenario } from '../scenario/index.ts';
import { type Pair, pair, type Row, scheduleOf, type Teller } from './pair.ts';
import { Side } from './side.ts';

/** Where two designs stand after a row, and what each task can do there. */
export interface Turn {
  /** Words of the schedule that lead there: all of those whose rows the row belongs to. */
  readonly before: Schedule;
  /** The last row of these words; 0 where nothing has moved. */
  readonly row: number;
  /** What each side has done by then, in its own steps. */
  readonly done: Record<Teller, Schedule>;
  /** One for each task, in the scenario's order. */
  readonly options: readonly Option[];
}

/** One task, if it is chosen. */
export interface Option {
  readonly task: string;
  /** The rows that it would add; one that says why, or none, where it cannot move on either side. */
  readonly rows: readonly Row[];
  /** The same sides, then. */
  readonly done: Record<Teller, Schedule>;
  /** Why it cannot move on a side; null where it can. Completes "trunc cannot move: …". */
  readonly why: Record<Teller, string | null>;
}

/** What can be chosen after row `row` of a pair; after its last one where there are fewer. */
export function turnAt(example: Scenario, shown: Pair, row: number): Turn {
  const { designs, schedule, teller, words } = shown;
  const taken = words[Math.min(row, words.length) - 1] ?? 0;
  const replay = (schedule: Schedule) => pair(example, ...designs, schedule, teller);
  const before = schedule.slice(0, taken);
  const { rows } = replay(before);
  const done = doneIn(rows);
  const [left, right] = (['left', 'right'] as const).map((side, i) => at(example, designs[i], done[side]));
  const options = example.actors.map(({ name }) => {
    const after = replay([...before, name]).rows;
    return {
      task: name,
      rows: after.slice(rows.length),
      done: doneIn(after),
      why: { left: left.whyNot(name), right: right.whyNot(name) },
    };
  });
  return { before, row: rows.length, done, options };
}

/** Whether a side moves if it is chosen. */
export const canMove = ({ why }: Option): boolean => why.left === null || why.right === null;

const doneIn = (rows: readonly Row[]): Record<Teller, Schedule> => ({
  left: scheduleOf(rows, 'left'),
  right: scheduleOf(rows, 'right'),
});

/** A side that has done what it has done. */
function at(example: Scenario, design: Design, done: Schedule): Side {
  const side = new Side(example, design);
  for (const task of done) side.move(task);
  return side;
}
