import type { Schedule } from '../checker/index.ts';
import type { Design } from '../designs/index.ts';
import type { Scenario } from '../scenario/index.ts';
import { pair, scheduleOf } from './pair.ts';
import { Side } from './side.ts';

/** What a figure shows of a failure. */
interface Failure {
  /** In steps of the design that fails. */
  readonly schedule: Schedule;
  /** The row in which it has failed. */
  readonly row: number;
}

/**
 * A schedule after which `design` fails, for a figure that has `other` beside it. Where nothing can move any more, it goes on with what the other
 * one still does: that is where one sees what is missing.
 */
export function failureBeside(example: Scenario, design: Design, other: Design, schedule: Schedule): Failure {
  const { rows, ending } = pair(example, design, other, schedule);
  const row = rows.findLast(({ left }) => left !== null)?.number ?? 1;
  if (ending.left.kind !== 'stuck') return { schedule, row };
  const side = new Side(example, other);
  for (const task of scheduleOf(rows, 'right')) side.move(task);
  return { schedule: [...schedule, ...rest(side)], row };
}

/** What a side still does: each task as far as it comes, until none can move. */
function rest(side: Side): Schedule {
  const steps: string[] = [];
  for (let task: string | undefined; steps.length < MOST; steps.push(task)) {
    task = task !== undefined && side.canMove(task) ? task : side.tasks.find((name) => side.canMove(name));
    if (task === undefined) break;
    side.move(task);
  }
  return steps;
}

/** A task that goes round for ever need not be seen to. */
const MOST = 100;
