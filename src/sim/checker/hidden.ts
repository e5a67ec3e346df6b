import { ModelError } from './errors.ts';
import type { Machine } from './machine.ts';
import type { Operation } from './task.ts';

/** What is said of a model that was seen to hide state. */

/** Of a guard or an effect that came to something else in one state. */
export function impure<S, N>(
  machine: Machine<S, N>,
  task: number,
  { name }: Operation<S, N>,
  what: 'guard' | 'effect',
  does: string,
): ModelError {
  return new ModelError(
    `the ${what} of '${name}' in task ${machine.model.tasks[task].name} does not depend on the shared state ` +
      `alone: run again in one state, it ${does}. Keep what it counts, remembers or chooses in the record`,
  );
}

/** Of a program that came to another operation on one history. */
export function inconstant(task: string, now: string | undefined, before: string | undefined): ModelError {
  return new ModelError(
    `the program of task ${task} does not depend on what it observes alone: run afresh, it does ${done(now)} where it ` +
      `did ${done(before)}. Keep what it looks at in the record, and read it in an operation`,
  );
}

/** An operation by its name, or that there was none. */
export const done = (operation: string | undefined): string =>
  operation ? `'${operation}'` : 'nothing more';
