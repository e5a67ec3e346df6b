import { ModelError, spoken } from './errors.ts';
import { type Field, isInterval } from './layout.ts';
import type { Packed } from './record.ts';
import type { Task } from './task.ts';

/** Asks about tasks, for predicates: is this one finished? Throws a ModelError for a task that is not there. */
export type Finished = (task: string) => boolean;

/** A statement about states. It may only read. */
export type Predicate<S> = (s: Readonly<S>, finished: Finished) => boolean;

/**
 * What is asked of a model.
 * - `never`: no reachable state is `bad` (safety).
 * - `not-for-ever`: no run stays in `bad` states for ever, be it that nothing can move any more, or that a
 *   weakly fair cycle goes round in them (liveness). Weakly fair: a task that can move all the time, does.
 * - `sometimes`: some reachable state is `good`. Not a demand on the model but a guard against a vacuous pass.
 */
export type Property<S> =
  | { readonly id: string; readonly kind: 'never' | 'not-for-ever'; readonly bad: Predicate<S> }
  | { readonly id: string; readonly kind: 'sometimes'; readonly good: Predicate<S> };

/** A closed system: shared state, the tasks that run on it, and what is asked of it. */
export interface Model<S, N = unknown> {
  readonly record: Packed<S>;
  /** Sets the first state, from a record in which each variable is at the low end of its range. */
  readonly initial: (s: S) => void;
  readonly tasks: readonly Task<S, N>[];
  readonly properties: readonly Property<S>[];
  /**
   * Tasks that do the same, whichever of them is which: groups of names. A search looks at one state of those that differ in nothing else,
   * and makes sure that they are alike, see alike.ts. What the record says of tasks it says by variables of {@link oneOf} and {@link someOf}, and in lists
   * called `task`, an element for each.
   */
  readonly alike?: readonly (readonly string[])[];
}

/** More tasks than this a graph has no room for. */
const MOST_TASKS = 255;

/** Throws a {@link ModelError} if this is no model: names that cannot be told apart, properties that ask nothing. */
export function checkModel<S, N>({ record, tasks, properties, alike = [] }: Model<S, N>): void {
  if (
    !record?.fields ||
    !Array.isArray(tasks) ||
    !Array.isArray(properties) ||
    [...tasks, ...properties].some((one) => !one)
  )
    throw new ModelError('a model needs a record that was packed, a list of tasks and a list of properties');
  for (const field of record.fields) checkField(field);
  if (tasks.length > MOST_TASKS)
    throw new ModelError(`the model has ${tasks.length} tasks, and can have ${MOST_TASKS}`);
  const names = tasks.map(({ name }) => name);
  for (const [i, { name, program }] of tasks.entries()) {
    if (typeof name !== 'string' || !/^[a-z][a-z0-9-]*$/.test(name))
      throw new ModelError(
        `${spoken(name)} cannot be a task's name: schedules need a word like app or trunc2`,
      );
    if (names.indexOf(name) !== i)
      throw new ModelError(`two tasks are called ${name}; schedules need one each`);
    if (typeof program !== 'function')
      throw new ModelError(`task ${name} has no program; give it a generator function`);
  }
  for (const [i, name] of alike.flat().entries()) {
    if (!names.includes(name))
      throw new ModelError(
        `${spoken(name)} is said to be like other tasks, and is none; tasks are ${names.join(', ')}`,
      );
    if (alike.flat().indexOf(name) !== i)
      throw new ModelError(`task ${name} is twice among tasks that are alike`);
  }
  const ids = properties.map(({ id }) => id);
  for (const [i, property] of properties.entries()) {
    const { id, kind } = property;
    if (typeof id !== 'string' || id === '')
      throw new ModelError(`a property's id is ${spoken(id)}; a verdict needs a word to be told by`);
    if (ids.indexOf(id) !== i) throw new ModelError(`two properties are called '${id}'; a verdict is of one`);
    if (kind !== 'never' && kind !== 'not-for-ever' && kind !== 'sometimes')
      throw new ModelError(
        `property '${id}' is of the kind ${spoken(kind)}; there are never, not-for-ever and sometimes`,
      );
    const wants = kind === 'sometimes' ? 'good' : 'bad';
    if (typeof (property as { [key in typeof wants]?: unknown })[wants] !== 'function')
      throw new ModelError(
        `property '${id}' needs '${wants}', a function of the state, for its kind, ${kind}`,
      );
  }
}

/** A variable has a range that fits, and a path that tells it from all others. */
function checkField({ path, place, low, high }: Field): void {
  if (place.length === 0) throw new ModelError('the record is one variable: give it a name');
  if (!isInterval(low, high))
    throw new ModelError(
      `${path}: a variable needs integers low <= high less than 2^31 apart, not ${low} to ${high}`,
    );
  for (const name of place)
    if (typeof name === 'string' && (!/^[A-Za-z_$][\w$]*$/.test(name) || name === '__proto__'))
      throw new ModelError(
        `'${name}' in ${path} cannot be a variable's name: its path must tell it from all others; ` +
          'letters, digits, _ and $ will do, and no digit first',
      );
}
