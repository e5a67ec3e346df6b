import { LoopTop, type Operation, type Routine } from './task.ts';

/**
 * One execution of a routine, an operation at a time, on a record of the caller's. For who runs something once, as it
 * comes, and searches nothing.
 */
export class Execution<S, N, R> {
  readonly #routine: Routine<S, N, R>;
  /** What the routine is to be told before it goes on; null while it waits in {@link next}, or has returned. */
  #told: number | null = 0;
  #next: Operation<S, N> | null = null;
  #result: { readonly value: R } | null = null;

  constructor(routine: Routine<S, N, R>) {
    this.#routine = routine;
  }

  /** The operation that is next; null when the routine has returned. */
  get next(): Operation<S, N> | null {
    this.#goOn();
    return this.#next;
  }

  /** What the routine has returned; null while it has not. */
  get result(): { readonly value: R } | null {
    this.#goOn();
    return this.#result;
  }

  /** Whether the next operation can run on `s` now. */
  canMove(s: Readonly<S>): boolean {
    const { next } = this;
    return next !== null && (next.when?.(s) ?? true);
  }

  /** Runs the next operation, which must be able to. The routine goes on from it when somebody asks what comes next. */
  move(s: S): void {
    const { next } = this;
    this.#told = Number(next?.effect?.(s) ?? 0);
  }

  #goOn(): void {
    if (this.#told === null) return;
    let step = this.#routine.next(this.#told);
    while (!step.done && step.value instanceof LoopTop) step = this.#routine.next(0);
    this.#told = null;
    this.#next = step.done ? null : (step.value as Operation<S, N>);
    if (step.done) this.#result = { value: step.value };
  }
}

/**
 * What may come instead of an operation: a routine whose result is taken for what the operation observed; null for the
 * operation itself. `follow` hands the routine under it an observation, and takes from it what comes next.
 */
export type Instead<S, N> = (
  operation: Operation<S, N>,
  follow: (observation: number) => Operation<S, N>,
) => Routine<S, N, number> | null;

/** The same routine, with something else in the place of some operations: for making models wrong on purpose. */
export function* rewritten<S, N, R>(routine: Routine<S, N, R>, instead: Instead<S, N>): Routine<S, N, R> {
  const follow = (observation: number): Operation<S, N> => {
    let step = routine.next(observation);
    while (!step.done && step.value instanceof LoopTop) step = routine.next(0);
    if (step.done) throw new Error('there is nothing to follow');
    return step.value as Operation<S, N>;
  };
  let step = routine.next(0);
  while (!step.done) {
    const item = step.value;
    const other = item instanceof LoopTop ? null : instead(item, follow);
    step = routine.next(other ? yield* other : yield item);
  }
  return step.value;
}
