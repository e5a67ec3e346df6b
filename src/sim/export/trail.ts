import { ModelError, type Schedule } from '../checker/index.ts';

/** A run that Spin's verifier has written down. */
export interface Trail {
  readonly schedule: Schedule;
  /** How many steps there are before what goes round for ever; null if nothing does. */
  readonly before: number | null;
}

/** Steps that are read: more than any example has, and no more than a reader looks at. */
const MOST = 10_000;

/**
 * Reads a trail of a model made by promela(), of these tasks: a line for each step, `depth:process:move`. Processes are numbered as tasks are; where a claim was
 * asked, it is the first one, and the trail begins by saying so. Throws a {@link ModelError} that names the line that is none.
 */
export function parseTrail(text: string, tasks: readonly string[]): Trail {
  const schedule: string[] = [];
  let claims = 0;
  let before: number | null = null;
  for (const [i, line] of text.trim().split(/\r?\n/).entries()) {
    const [, depth, process] = /^\s*(-?\d{1,9}):(-?\d{1,9}):-?\d{1,9}\s*$/.exec(line)?.map(Number) ?? [];
    if (depth === undefined)
      throw new ModelError(
        `line ${i + 1} is no step of a trail; Spin's verifier writes lines like 4:1:17 to a file that ends in .trail`,
      );
    if (depth === CLAIM) claims = 1;
    if (depth === CYCLE) before = schedule.length;
    if (depth < 0 || process < claims) continue;
    const task = tasks[process - claims];
    if (task === undefined)
      throw new ModelError(
        `line ${i + 1} moves process ${process}, but there are ${tasks.length} tasks here: is the trail of another model?`,
      );
    if (schedule.push(task) > MOST) throw new ModelError(`the trail has more than ${MOST} steps`);
  }
  return { schedule, before };
}

/** What a line of the preface, or between steps, has in place of a depth: a claim is asked; what follows goes round. */
const CLAIM = -2;
const CYCLE = -1;
