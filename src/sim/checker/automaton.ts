import { ModelError } from './errors.ts';
import { LoopTop, type Operation, type Task } from './task.ts';

/**
 * A task compiled to an automaton: its whole local state is one small integer.
 *
 * A generator cannot be copied, so it is never resumed while exploring. A local state is instead the history
 * of observations that leads to it; it is reached by starting the program afresh and feeding it that history,
 * once, and remembered. Where a loop comes back to its top with the same locals, the history is cut back to where that
 * loop was there before: that is what makes the automaton finite. That nothing else survives from round to round is
 * looked for when a search is over: see examine.ts.
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
    return to.index;
  }

  #add(history: readonly number[], { operations }: Run<S, N>): LocalState<S, N> {
    const operation = operations[history.length];
    // However a task has finished, nothing can tell any more: all ends are one state.
    const end = operation === null && this.states.find((state) => state.operation === null);
    if (end) return end;
    const index = this.states.length;
    if (index === LOCAL_LIMIT) throw this.endless(operations, LOCAL_LIMIT);
    const state = { index, operation, next: [], history };
    this.states.push(state);
    this.#byHistory.set(history.join(), state);
    return state;
  }

  /** The program, from its start. */
  protected begin(): ReturnType<Task<S, N>['program']> {
    return this.task.program();
  }

  /** What the program has yielded after these operations. */
  protected admit(
    item: Operation<S, N> | LoopTop,
    _operations: Run<S, N>['operations'],
  ): Operation<S, N> | LoopTop {
    return item;
  }

  /** What is said of a task that has more than `most` local states; `operations` is one run of it. */
  protected endless(_operations: Run<S, N>['operations'], most: number): ModelError {
    return new ModelError(`task ${this.task.name} is not finite: it has more than ${most} local states`);
  }

  /**
   * Runs the task on `history`, from its start and straight on. Throws a {@link ModelError} if the task throws, yields what
   * is no operation, or goes round without one.
   */
  run(history: readonly number[]): Run<S, N> {
    const operations: (Operation<S, N> | null)[] = [];
    try {
      const cutAt = this.#feed(history, operations);
      while (operations.length <= history.length) operations.push(null);
      return { operations, cutAt };
    } catch (error) {
      if (error instanceof ModelError && error.message.startsWith(`task ${this.task.name}`)) throw error;
      const where = `task ${this.task.name} ${after(operations)}`;
      if (error instanceof ModelError) throw new ModelError(`${where}: ${error.message}`);
      const message = error instanceof Error ? error.message : String(error);
      throw new ModelError(`task ${this.task.name} threw ${after(operations)}: ${message}`, { cause: error });
    }
  }

  /** Starts the program afresh, feeds it `history`, and collects what it does, until it wants to know more. */
  #feed(history: readonly number[], operations: (Operation<S, N> | null)[]): number | undefined {
    const { name } = this.task;
    const program = this.begin();
    const seen = new Map<object, Map<string, number>>();
    let cutAt: number | undefined;
    let tops = 0;
    let step = program.next();
    while (!step.done) {
      const fed = operations.length;
      const item = this.admit(step.value, operations);
      if (item instanceof LoopTop) {
        const { loop, name: what, locals } = item;
        const places = seen.get(loop) ?? new Map<string, number>();
        seen.set(loop, places);
        const before = places.get(locals);
        if (before === fed || ++tops > TOPS)
          throw new ModelError(
            `task ${name}: loop '${what}' comes round without an operation in it; ` +
              'a task that waits must wait in an operation, with `when`',
          );
        if (before === undefined) places.set(locals, fed);
        else if (fed === history.length) cutAt ??= before;
        step = program.next(0);
      } else {
        tops = 0;
        operations.push(item);
        if (fed === history.length) break;
        step = program.next(history[fed]);
      }
    }
    program.return();
    return cutAt;
  }
}

/** Where a run is: after its last operation. */
export function after(operations: readonly (Operation<never> | null)[]): string {
  const last = operations.at(-1);
  return last ? `after '${last.name}'` : 'at its start';
}
