import { ModelError } from './errors.ts';
import { LoopTop, type Operation, type Task } from './task.ts';

/**
 * A task compiled to an automaton: its whole local state is one small integer.
 *
 * A generator cannot be copied, so it is never resumed while exploring. A local state is instead the history
 * of observations that leads to it; it is reached by starting the program afresh and feeding it that history,
 * once, and remembered. Where a named loop comes back to its top, the history is cut back to where that loop
 * began: that is what makes the automaton finite.
 */

/** Local states per task: what fits in the bits that the explorer keeps for each task. */
export const LOCAL_BITS = 10;
const LOCAL_LIMIT = 2 ** LOCAL_BITS;

/**
 * Rounds of a loop that are run to see that it forgets nothing, and loop tops that may follow each other without
 * an operation. A task that waits has an operation to wait in, so more than this is a loop that never ends.
 */
const ROUNDS = 8;
const TOPS = 1000;

/** One local state. */
export interface LocalState<S, N> {
  readonly index: number;
  /** The operation that is next; null when the task has finished. */
  readonly operation: Operation<S, N> | null;
  /** Where an observation leads, as far as it has been met. */
  readonly next: number[];
  readonly history: readonly number[];
  /** Histories that lead here by one more round of a loop: see {@link Automaton.compare}. */
  readonly secondRounds: (readonly number[])[];
}

interface Run<S, N> {
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
    this.#add([], this.#run([]));
  }

  /** The local state after `from` has observed `observation`. Throws a {@link ModelError} if the task is not finite. */
  advance(from: LocalState<S, N>, observation: number): number {
    const known = from.next[observation];
    if (known !== undefined) return known;
    const history = [...from.history, observation];
    const run = this.#run(history);
    const to =
      run.cutAt === undefined
        ? this.#add(history, run)
        : (this.#byHistory.get(history.slice(0, run.cutAt).join()) as LocalState<S, N>);
    from.next[observation] = to.index;
    for (const secondRound of from.secondRounds) this.#follow(from, to, [...secondRound, observation]);
    if (run.cutAt !== undefined) {
      this.#goRound(history, run.cutAt);
      this.#compare(to, history);
    }
    return to.index;
  }

  #add(history: readonly number[], { operations }: Run<S, N>): LocalState<S, N> {
    const operation = operations[history.length];
    // However a task has finished, nothing can tell any more: all ends are one state.
    const end = operation === null && this.states.find((state) => state.operation === null);
    if (end) return end;
    const index = this.states.length;
    if (index === LOCAL_LIMIT) throw new ModelError(this.#endless(operations));
    const state = { index, operation, next: [], history, secondRounds: [] };
    this.states.push(state);
    this.#byHistory.set(history.join(), state);
    return state;
  }

  #run(history: readonly number[]): Run<S, N> {
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

  /**
   * Every round of a loop must do what the first did, or a local that the loop was not told of is alive across
   * it and cutting the history would lose it. Here the very same round goes round again and again: what counts
   * rounds shows itself.
   */
  #goRound(history: readonly number[], top: number): void {
    const round = history.slice(top);
    const { operations } = this.#run([...history, ...Array<typeof round>(ROUNDS).fill(round).flat()]);
    operations.forEach((operation, i) => {
      if (i >= top + round.length) this.#same(operations[i - round.length], operation);
    });
  }

  /** And here the second round goes each way that the first can go; ways that are met later follow as they are met. */
  #compare(first: LocalState<S, N>, secondRound: readonly number[]): void {
    this.#same(first.operation, this.#run(secondRound).operations[secondRound.length]);
    first.secondRounds.push(secondRound);
    first.next.forEach((to, observation) => {
      this.#follow(first, this.states[to], [...secondRound, observation]);
    });
  }

  #follow(from: LocalState<S, N>, to: LocalState<S, N>, secondRound: readonly number[]): void {
    const roundEnds = to.history.length <= from.history.length;
    if (roundEnds) this.#same(to.operation, this.#run(secondRound).operations[secondRound.length]);
    else this.#compare(to, secondRound);
  }

  #same(first: Operation<S, N> | null, later: Operation<S, N> | null): void {
    if (first?.name !== later?.name)
      throw new ModelError(
        `task ${this.task.name} remembers something across a loop that the loop was not told of: ` +
          `where one round does '${first?.name ?? 'nothing more'}', ` +
          `a later one does '${later?.name ?? 'nothing more'}'. ` +
          'Give the local that differs to the loop: `yield again(local)`',
      );
  }

  /** The message for a task that never comes back to a state it was in: which operation repeats most. */
  #endless(operations: readonly (Operation<S, N> | null)[]): string {
    const times = new Map<string, number>();
    for (const operation of operations)
      if (operation) times.set(operation.name, (times.get(operation.name) ?? 0) + 1);
    const [name, n] = [...times].sort((a, b) => b[1] - a[1])[0] as [string, number];
    return (
      `task ${this.task.name} is not finite: it has more than ${LOCAL_LIMIT} local states, and '${name}' ` +
      `comes ${n} times in one run of it. If that is a retry, name the loop (\`const again = loop('…')\`) ` +
      'and `yield again()` at its top; if it counts, let it count in the shared state'
    );
  }
}
