import type { Shape } from './layout.ts';
import type { Model, Property } from './model.ts';
import { type Packed, pack, type StateOf } from './record.ts';
import type { Operation, Program, Task } from './task.ts';

/** What tests build models from. Not part of the checker. */

/** A task that runs these operations one after the other. */
export function straight<S>(name: string, ...operations: Operation<S>[]): Task<S> {
  return {
    name,
    *program() {
      for (const operation of operations) yield operation;
    },
  };
}

export function task<S>(name: string, program: Program<S>): Task<S> {
  return { name, program };
}

/** A model over `shape`; the functions get the type of its state from `shape`. */
export function model<const T extends Shape>(
  shape: T,
  tasks: readonly Task<StateOf<T>>[],
  properties: readonly Property<StateOf<T>>[] = [],
  initial: (s: StateOf<T>) => void = () => {},
): Model<StateOf<T>> {
  return { record: pack(shape) as Packed<StateOf<T>>, initial, tasks, properties };
}
