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
}
