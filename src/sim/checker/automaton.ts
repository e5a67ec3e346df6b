import { ModelError } from './errors.ts';
import { LoopTop, type Operation, type Task } from './task.ts';

/**
 * A task compiled to an automaton: its whole local state is one small integer.
 *
 * A generator cannot be copied. A local state is instead the history of observations that leads to it; it is reached by
 * starting the program afresh and feeding it that history, once, and remembered. Where a loop comes back to its top with the same locals, the history is cut back to where that
 * loop was there before: that is what makes the automaton finite. That nothing else survives from round to round is
 * looked for when a search is over: see examine.ts.
 */

/** Local states per task: what fits in the bits that the explorer keeps for each task. */
export const LOCAL_BITS = 12;
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
  readonly operations: Operations<S, N>;
  /** Length of the history at the top of the loop that the run has just come back to. */
  readonly cutAt: number | undefined;
  readonly walk: Walk<S, N>;
}

type Operations<S, N> = (Operation<S, N> | null)[];

/** A program that stands somewhere. */
export interface Walk<S, N> {
  readonly program: ReturnType<Task<S, N>['program']>;
  /** For each loop: how many observations it had made when it was at its top with these locals. */
  readonly seen: Map<object, Map<string, number>>;
  /** How many it has made. */
  fed: number;
}

export class Automaton<S, N> {
  readonly task: Task<S, N>;
  readonly states: LocalState<S, N>[] = [];
  readonly #byHistory = new Map<string, LocalState<S, N>>();
  /** Runs that have come to a local state and no further. */
  protected readonly standing = new Map<number, Walk<S, N>>();

  constructor(task: Task<S, N>) {
    this.task = task;
    this.#add([], this.run([]));
  }

  /** The local state after `from` has observed `observation`. Throws a {@link ModelError} if the task is not finite. */
  advance(from: LocalState<S, N>, observation: number): number {
    const known = from.next[observation];
    if (known !== undefined) return known;
    const history = [...from.history, observation];
    const run = this.goOn(from, observation) ?? this.run(history);
    const to =
      run.cutAt === undefined
        ? this.#add(history, run)
        : (this.#byHistory.get(history.slice(0, run.cutAt).join()) as LocalState<S, N>);
    from.next[observation] = to.index;
    return to.index;
  }

  /** A run that stands at a local state and is good for going on, if there is one. */
  protected goOn(_from: LocalState<S, N>, _observation: number): Run<S, N> | undefined {
    return undefined;
  }

  #add(history: readonly number[], { operations, walk }: Run<S, N>): LocalState<S, N> {
    const operation = operations[operations.length - 1];
    // However a task has finished, nothing can tell any more: all ends are one state.
    const end = operation === null && this.states.find((state) => state.operation === null);
    if (end) return end;
    const index = this.states.length;
    if (index === LOCAL_LIMIT) throw this.endless(this.run(history).operations, LOCAL_LIMIT);
    const state = { index, operation, next: [], history };
    this.states.push(state);
    this.#byHistory.set(history.join(), state);
    this.standing.set(index, walk);
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

  /** What is thrown on where a run threw `error`, after these operations. */
  protected placed(error: unknown, _operations: Run<S, N>['operations']): unknown {
    return error;
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
    const walk: Walk<S, N> = { program: this.begin(), seen: new Map(), fed: 0 };
    let cutAt = this.on(walk, 0, operations);
    for (const observation of history) {
      if (operations.at(-1) === null) operations.push(null);
      else {
        walk.fed++;
        cutAt = this.on(walk, observation, operations);
      }
    }
    return { operations, cutAt, walk };
  }

  /**
   * Lets a run go on from where it stands, to which it is handed an observation, until it wants to know more; what it does then goes to
   * `operations`. Returns where the top of a loop that it came back to on this way was before.
   */
  protected on(
    { program, seen, fed }: Walk<S, N>,
    observation: number,
    operations: Operations<S, N>,
  ): number | undefined {
    try {
      let cutAt: number | undefined;
      let tops = 0;
      let step = program.next(observation);
      for (; !step.done; step = program.next(0)) {
        const item = this.admit(step.value, operations);
        if (!(item instanceof LoopTop)) {
          operations.push(item);
          return cutAt;
        }
        const { loop, name, locals } = item;
        const places = seen.get(loop) ?? new Map<string, number>();
        seen.set(loop, places);
        const before = places.get(locals);
        if (before === fed || ++tops > TOPS)
          throw new ModelError(
            `task ${this.task.name}: loop '${name}' comes round without an operation in it; wait in one, with \`when\``,
          );
        if (before === undefined) places.set(locals, fed);
        else cutAt ??= before;
      }
      operations.push(null);
      return cutAt;
    } catch (error) {
      throw this.placed(error, operations);
    }
  }
}
