import { Automaton, type LocalState, type Run } from './automaton.ts';
import { ModelError } from './errors.ts';
import type { Machine } from './machine.ts';
import type { Operation } from './task.ts';

/**
 * A model can hide state from the checker: in a local that lives on across a loop, in an effect that looks elsewhere.
 * A search looks for both as it goes, and refuses such a model. A replay does not: it replays what was searched.
 */

/** Rounds of a loop that are run to see that it forgets nothing. */
const ROUNDS = 8;

/** An automaton that throws a {@link ModelError} when it meets a loop that forgets a local. */
export class ExaminedAutomaton<S, N> extends Automaton<S, N> {
  /** Histories that lead to a state by one more round of a loop: see {@link ExaminedAutomaton.compare}. */
  readonly #secondRounds: (readonly number[])[][] = [];

  protected override met(
    from: LocalState<S, N>,
    to: LocalState<S, N>,
    observation: number,
    top: number | undefined,
  ): void {
    for (const secondRound of this.#secondRounds[from.index] ?? [])
      this.#follow(from, to, [...secondRound, observation]);
    if (top === undefined) return;
    const history = [...from.history, observation];
    this.#goRound(history, top);
    this.#compare(to, history);
  }

  /**
   * Every round of a loop must do what the first did, or a local that the loop was not told of is alive across
   * it and cutting the history would lose it. Here the very same round goes round again and again: what counts
   * rounds shows itself.
   */
  #goRound(history: readonly number[], top: number): void {
    const round = history.slice(top);
    const { operations } = this.run([...history, ...Array<typeof round>(ROUNDS).fill(round).flat()]);
    operations.forEach((operation, i) => {
      if (i >= top + round.length) this.#same(operations[i - round.length], operation);
    });
  }

  /** And here the second round goes each way that the first can go; ways that are met later follow as they are met. */
  #compare(first: LocalState<S, N>, secondRound: readonly number[]): void {
    this.#same(first.operation, this.run(secondRound).operations[secondRound.length]);
    this.#secondRounds[first.index] ??= [];
    this.#secondRounds[first.index].push(secondRound);
    first.next.forEach((to, observation) => {
      this.#follow(first, this.states[to], [...secondRound, observation]);
    });
  }

  #follow(from: LocalState<S, N>, to: LocalState<S, N>, secondRound: readonly number[]): void {
    const roundEnds = to.history.length <= from.history.length;
    if (roundEnds) this.#same(to.operation, this.run(secondRound).operations[secondRound.length]);
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

  /** A task that never comes back to a state it was in: which operation repeats most. */
  protected override endless(operations: Run<S, N>['operations']): string {
    const times = new Map<string, number>();
    for (const operation of operations)
      if (operation) times.set(operation.name, (times.get(operation.name) ?? 0) + 1);
    const [name, n] = [...times].sort((a, b) => b[1] - a[1])[0] as [string, number];
    return (
      `${super.endless(operations)}, and '${name}' ` +
      `comes ${n} times in one run of it. If that is a retry, name the loop (\`const again = loop('…')\`) ` +
      'and `yield again()` at its top; if it counts, let it count in the shared state'
    );
  }
}

/**
 * Runs the next operation of `task`, which must be enabled, twice on one state, and leaves the state as it was. Throws
 * a {@link ModelError} if it did or observed two different things.
 */
export function audit<S, N>(machine: Machine<S, N>, task: number): void {
  const { state } = machine;
  const operation = machine.operation(task) as Operation<S, N>;
  const before = state.slice();
  const observation = machine.move(task);
  const after = state.slice();
  state.set(before);
  const again = machine.move(task);
  const same = again === observation && after.every((word, i) => word === state[i]);
  state.set(before);
  if (!same)
    throw new ModelError(
      `the effect of '${operation.name}' in task ${machine.model.tasks[task].name} does not depend on the shared state ` +
        'alone: run twice on one state, it did two different things. Keep what it counts or chooses in the record',
    );
}

/** Throws a {@link ModelError} if a schedule could not be written with these names of tasks. */
export function checkNames(names: readonly string[]): void {
  for (const [i, name] of names.entries()) {
    if (!/^[a-z][a-z0-9-]*$/.test(name))
      throw new ModelError(`'${name}' cannot be a task's name: schedules need a word like app or trunc2`);
    if (names.indexOf(name) !== i)
      throw new ModelError(`two tasks are called ${name}; schedules need one each`);
  }
}
