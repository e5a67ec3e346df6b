import { ModelError } from './errors.ts';
import { LoopTop, type Operation, type Task } from './task.ts';

/**
 * A task compiled to an automaton: its whole local state is one small integer.
 *
 * A generator cannot be copied, so it is never resumed while exploring. A local state is instead the history
 * of observations that leads to it; it is reached by starting the program afresh and feeding it that history,
 * once, and remembered. Where a named loop comes back to its top, the history is cut back to where that loop
 * began: that is what makes the automaton finite. That a loop forgets what is cut off, its author says and a search
 * makes sure of: see examine.ts.
 */

/** Local states per task: what fits in the bits that the explorer keeps for each task. */
export const LOCAL_BITS = 10;
const LOCAL_LIMIT = 2 ** LOCAL_BITS;

/**
 * Loop tops that may follow each other without an operation. A task that waits has an operation to wait in, so more
 * than this is a loop that never ends.
 */
const TOPS = 1000;

/** One local state. */
export interface LocalState<S, N> {
  readonly index: number;
  /** The operation that is next; null when the task has finished. */
  readonly operation: Operation<S, N> | null;
  /** Where an observation leads, as far as it has been met. */
  readonly next: number[];
  readonly history: readonly number[];
}

/** What a task does on a history. */
export interface Run<S, N> {
  /** The operation after 0, 1, … of the observations; null where the task has finished. */
  readonly operations: readonly (Operation<S, N> | null)[];
  /** Length of the history at the top of the loop that the run has just come back to. */
  readonly cutAt: number | undefined;
}

export class Automaton<S, N> {
  readonly task: Task<S, N>;
  readonly states: LocalState<S, N>[] = [];
  readonly #byHistory = new Map<string, LocalState<S, N>>();

  constructor(task: Task<S, N>) {
    this.task = task;
    this.#add([], this.run([]));
  }

  /** The local state after `from` has observed `observation`. Throws a {@link ModelError} if the task is not finite. */
  advance(from: LocalState<S, N>, observation: number): number {
    const known = from.next[observation];
    if (known !== undefined) return known;
    const history = [...from.history, observation];
    const run = this.run(history);
    const to =
      run.cutAt === undefined
        ? this.#add(history, run)
        : (this.#byHistory.get(history.slice(0, run.cutAt).join()) as LocalState<S, N>);
    from.next[observation] = to.index;
    this.met(from, to, observation, run.cutAt);
    return to.index;
  }

  /**
   * Told of each way from a state to another when it is first met, and, where it closes a round of a loop, of the length
   * of the history at the loop's top.
   */
  protected met(
    _from: LocalState<S, N>,
    _to: LocalState<S, N>,
    _observation: number,
    _top: number | undefined,
  ): void {}

  #add(history: readonly number[], { operations }: Run<S, N>): LocalState<S, N> {
    const operation = operations[history.length];
    // However a task has finished, nothing can tell any more: all ends are one state.
    const end = operation === null && this.states.find((state) => state.operation === null);
    if (end) return end;
    const index = this.states.length;
    if (index === LOCAL_LIMIT) throw new ModelError(this.endless(operations));
    const state = { index, operation, next: [], history };
    this.states.push(state);
    this.#byHistory.set(history.join(), state);
    return state;
  }

  /** Runs the task on `history`. Throws a {@link ModelError} if the task throws, or goes round without an operation. */
  protected run(history: readonly number[]): Run<S, N> {
    const operations: (Operation<S, N> | null)[] = [];
    try {
      const cutAt = this.#feed(history, operations);
      while (operations.length <= history.length) operations.push(null);
      return { operations, cutAt };
    } catch (error) {
      if (error instanceof ModelError) throw error;
      const last = operations.at(-1);
      const message = error instanceof Error ? error.message : String(error);
      throw new ModelError(
        `task ${this.task.name} threw ${last ? `after '${last.name}'` : 'at its start'}: ${message}`,
        { cause: error },
      );
    }
  }

  /** Starts the program afresh, feeds it `history`, and collects what it does, until it wants to know more. */
  #feed(history: readonly number[], operations: (Operation<S, N> | null)[]): number | undefined {
    const program = this.task.program();
    const seen = new Map<object, Map<string, number>>();
    let cutAt: number | undefined;
    let tops = 0;
    let step = program.next();
    while (!step.done) {
      const fed = operations.length;
      if (step.value instanceof LoopTop) {
        const { loop, name, locals } = step.value;
        const places = seen.get(loop) ?? new Map<string, number>();
        seen.set(loop, places);
        const before = places.get(locals);
        if (before === fed || ++tops > TOPS)
          throw new ModelError(
            `task ${this.task.name}: loop '${name}' comes round without an operation in it; ` +
              'a task that waits must wait in an operation, with `when`',
          );
        if (before === undefined) places.set(locals, fed);
        else if (fed === history.length) cutAt ??= before;
        step = program.next(0);
      } else {
        tops = 0;
        operations.push(step.value);
        if (fed === history.length) break;
        step = program.next(history[fed]);
      }
    }
    program.return();
    return cutAt;
  }

  /** What is wrong with a task that has too many local states; `operations` is one run of it. */
  protected endless(_operations: Run<S, N>['operations']): string {
    return `task ${this.task.name} is not finite: it has more than ${LOCAL_LIMIT} local states`;
  }
}
