import { equal } from './again.ts';
import { impure, inconstant } from './hidden.ts';
import type { Machine } from './machine.ts';
import type { Model } from './model.ts';
import { StrictMachine } from './strict.ts';

/** Each task runs alone before the search, and again after it. */

/** What a task did from the first state on, while no other moved. */
export interface Alone {
  readonly task: number;
  /** The operation that it began with, and what came of each step. */
  readonly first: string | undefined;
  readonly steps: readonly Step[];
}

interface Step {
  readonly observed: number;
  /** The shared record after it. */
  readonly record: Uint32Array;
  /** The operation that was next. */
  readonly next: string | undefined;
}

/**
 * Runs each task alone, the last one first: before the search, which has the first one move first. What one task sets
 * outside the record has not been set then, for those that are listed after it.
 */
export function runAlone<S, N>(model: Model<S, N>): Alone[] {
  const machine = new StrictMachine(model);
  const lastFirst = model.tasks.map((_, task) => task).reverse();
  return lastFirst.map((task) => {
    machine.reset();
    const first = machine.operation(task)?.name;
    const steps: Step[] = [];
    while (steps.length < ALONE && machine.enabled(task)) steps.push(takeStep(machine, task));
    return { task, first, steps };
  });
}

/** Steps that a task is run alone. */
const ALONE = 2 ** 8;

function takeStep<S, N>(machine: Machine<S, N>, task: number): Step {
  const observed = machine.move(task);
  const record = machine.state.slice(0, machine.model.record.words);
  return { observed, record, next: machine.operation(task)?.name };
}

/** After the search it must come to the same. */
export function runAloneAgain<S, N>(machine: Machine<S, N>, { task, first, steps }: Alone): void {
  machine.reset();
  const { name } = machine.model.tasks[task];
  if (machine.operation(task)?.name !== first) throw inconstant(name, machine.operation(task)?.name, first);
  for (let count = 0; count < ALONE; count++) {
    const operation = machine.operation(task);
    if (operation === null) return;
    const before = steps[count];
    if (machine.enabled(task) !== (before !== undefined))
      throw impure(machine, task, operation, 'guard', 'answers otherwise');
    if (before === undefined) return;
    const { observed, record, next } = takeStep(machine, task);
    if (observed !== before.observed || !equal(record, before.record))
      throw impure(machine, task, operation, 'effect', 'does something else');
    if (next !== before.next) throw inconstant(name, next, before.next);
  }
}
