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

/** One local state. */
export interface LocalState<S, N> {
  readonly index: number;
  /** The operation that is next; null when the task has finished. */
  readonly operation: Operation<S, N> | null;
  /** Where an observation leads, as far as it has been met. */
  readonly next: number[];
  readonly history: readonly number[];
  /** The same state reached after one more round of its loop: must behave the same. See {@link Automaton.compare}. */
  secondRound?: readonly number[];
}

interface Run<S, N> {
  operation: Operation<S, N> | null;
  /** Length of the history at the top of the loop that the run has just come back to. */
  cutAt?: number;
}

export class Automaton<S, N> {
  readonly task: Task<S, N>;
  readonly states: LocalState<S, N>[] = [];
  readonly #byHistory = new Map<string, number>();

  constructor(task: Task<S, N>) {
    this.task = task;
    this.#intern([], this.#run([]));
  }

  /** The local state after `from` has observed `observation`. Throws a {@link ModelError} if the task is not finite. */
  advance(from: LocalState<S, N>, observation: number): number {
    const known = from.next[observation];
    if (known !== undefined) return known;
    const history = [...from.history, observation];
    const run = this.#run(history);
    const to =
      run.cutAt === undefined
        ? this.#intern(history, run)
        : (this.#byHistory.get(history.slice(0, run.cutAt).join()) as number);
    from.next[observation] = to;
    const target = this.states[to];
    if (run.cutAt !== undefined) this.#compare(target, history);
    else if (from.secondRound) this.#follow(target, [...from.secondRound, observation]);
    return to;
  }

  #intern(history: readonly number[], run: Run<S, N>): number {
    const key = history.join();
    const known = this.#byHistory.get(key);
    if (known !== undefined) return known;
    const index = this.states.length;
    if (index === LOCAL_LIMIT) throw new ModelError(this.#endless(history));
    this.states.push({ index, operation: run.operation, next: [], history });
    this.#byHistory.set(key, index);
    return index;
  }

  /** Starts the program afresh, feeds it `history`, and takes what it does next. */
  #run(history: readonly number[]): Run<S, N> {
    const program = this.task.program();
    const tops = new Map<object, Map<string, number>>();
    let cutAt: number | undefined;
    let fed = 0;
    let step = program.next();
    while (!step.done) {
      if (step.value instanceof LoopTop) {
        const seen = tops.get(step.value.loop) ?? new Map<string, number>();
        tops.set(step.value.loop, seen);
        const before = seen.get(step.value.locals);
        if (before === fed)
          throw new ModelError(
            `task ${this.task.name}: loop '${step.value.name}' comes round without an operation in it; ` +
              'a task that waits must wait in an operation, with `when`',
          );
        if (before === undefined) seen.set(step.value.locals, fed);
        else if (fed === history.length) cutAt ??= before;
        step = program.next(0);
      } else if (fed < history.length) {
        step = program.next(history[fed++]);
      } else {
        const operation = step.value;
        program.return();
        return cutAt === undefined ? { operation } : { operation, cutAt };
      }
    }
    return { operation: null };
  }

  /**
   * A loop's second round must do what its first did, or a local that the loop was not told of is alive
   * across it and cutting the history would lose it. Every state of the first round is compared, as it is met.
   */
  #compare(first: LocalState<S, N>, secondRound: readonly number[]): void {
    if (first.secondRound) return;
    const run = this.#run(secondRound);
    if (run.operation?.name !== first.operation?.name)
      throw new ModelError(
        `task ${this.task.name} remembers something across a loop that the loop was not told of: ` +
          `where its first round does '${first.operation?.name ?? 'nothing more'}', ` +
          `its second does '${run.operation?.name ?? 'nothing more'}'. ` +
          'Give the local that differs to the loop: `yield again(local)`',
      );
    first.secondRound = secondRound;
    first.next.forEach((to, observation) => {
      this.#follow(this.states[to], [...secondRound, observation]);
    });
  }

  #follow(state: LocalState<S, N>, secondRound: readonly number[]): void {
    const cut = this.#run(secondRound).cutAt !== undefined;
    if (!cut) this.#compare(state, secondRound);
  }

  /** The message for a task that never comes back to a state it was in: which operation repeats most. */
  #endless(history: readonly number[]): string {
    const times = new Map<string, number>();
    const count = (name: string | undefined) => name && times.set(name, (times.get(name) ?? 0) + 1);
    for (let fed = 0; fed <= history.length; fed++) count(this.#run(history.slice(0, fed)).operation?.name);
    const [name, n] = [...times].sort((a, b) => b[1] - a[1])[0] as [string, number];
    return (
      `task ${this.task.name} is not finite: it has more than ${LOCAL_LIMIT} local states, and '${name}' ` +
      `comes ${n} times in one run of it. If that is a retry, name the loop (\`const again = loop('…')\`) ` +
      'and `yield again()` at its top; if it counts, let it count in the shared state'
    );
  }
}
