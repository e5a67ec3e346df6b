import { admit, answer, begin, observation } from './admit.ts';
import { Automaton, type LocalState, type Run } from './automaton.ts';
import { ModelError, OutOfRange, ReadOnly, spoken } from './errors.ts';
import { behind, type Gate } from './guarded.ts';
import { effectOf, explain, guardOf, Machine } from './machine.ts';
import type { Finished, Predicate } from './model.ts';
import type { LoopTop, Operation, Task } from './task.ts';

/**
 * The machine that a search runs on. A guard, an effect and a property get the state through views that are open while
 * they run, and no longer, and what they answer is taken only if it is an answer. Each mistake throws a ModelError with its
 * place. A replay does without, and so does a figure.
 */
export class StrictMachine<S, N> extends Machine<S, N> {
  // Made by look(), which the machine calls before this class has fields of its own.
  declare private reading: Gate;
  declare private writing: Gate;

  protected override compile(task: Task<S, N>): Automaton<S, N> {
    return new StrictAutomaton(task);
  }

  protected override look(): Machine<S, N>['views'] {
    this.reading = { open: false };
    this.writing = { open: false };
    const { record } = this.model;
    return {
      readable: behind(this.shared, this.reading),
      writable: behind(record.view(this.state), this.writing),
    };
  }

  override reset(): void {
    this.during(this.writing, 'the first state', () => super.reset());
  }

  override allows(task: number, operation: Operation<S, N>): boolean {
    if (operation.when === undefined) return true;
    this.reading.open = true;
    try {
      const given = operation.when(this.views.readable);
      if (given === true || given === false) return given;
      return answer(given, this.#guard(task, operation));
    } catch (error) {
      throw placed(error, this.#guard(task, operation));
    } finally {
      this.reading.open = false;
    }
  }

  override because(task: number): string {
    const where = `what '${this.operation(task)?.name}' in task ${this.model.tasks[task].name} says of why it waits`;
    const words: unknown = this.during(this.reading, where, () => super.because(task));
    if (typeof words === 'string') return words;
    throw new ModelError(`${where} is ${spoken(words)}; it has to be words`);
  }

  override run(task: number, operation: Operation<S, N>): number {
    const { effect } = operation;
    if (effect === undefined) return 0;
    this.writing.open = true;
    try {
      const observed: unknown = effect(this.views.writable);
      if (observed === undefined) return 0;
      if (observed === true) return 1;
      return observation(observed, this.#effect(task, operation));
    } catch (error) {
      throw placed(error, this.#effect(task, operation));
    } finally {
      this.writing.open = false;
    }
  }

  /** Whether `predicate` is true here. `what` names it in errors. */
  test(predicate: Predicate<S>, what: string): boolean {
    this.reading.open = true;
    try {
      const given = predicate(this.views.readable, this.#finished);
      if (given === true || given === false) return given;
      return answer(given, what);
    } catch (error) {
      throw placed(error, what);
    } finally {
      this.reading.open = false;
    }
  }

  readonly #finished: Finished = (name) => this.operation(this.taskNamed(name)) === null;

  /** Calls something of the model's author while a view is open. `where` is where it was, if it throws. */
  private during<R>(gate: Gate, where: string, call: () => R): R {
    gate.open = true;
    try {
      return call();
    } catch (error) {
      throw placed(error, where);
    } finally {
      gate.open = false;
    }
  }

  #guard(task: number, { name }: Operation<S, N>): string {
    return guardOf(this.model.tasks[task].name, name);
  }

  #effect(task: number, { name }: Operation<S, N>): string {
    return effectOf(this.model.tasks[task].name, name);
  }
}

/** The model's own mistakes, and those that were found in it, with the place where they were made. */
function placed(error: unknown, where: string): unknown {
  const isFound = error instanceof ModelError && !(error instanceof OutOfRange || error instanceof ReadOnly);
  if (!isFound || error.message.startsWith(where)) return explain(error, where);
  return new ModelError(`${where}: ${error.message}`);
}

/**
 * The automaton that goes with it: what a program yields is taken only if it is an operation, and stays what it is. A run that has come to a
 * local state goes on from there when that is left for the first time, which saves most of the runs; the others are made afresh, and all are
 * when the search is over.
 */
export class StrictAutomaton<S, N> extends Automaton<S, N> {
  protected override goOn(from: LocalState<S, N>, observation: number): Run<S, N> | undefined {
    const walk = this.standing.get(from.index);
    if (walk === undefined) return undefined;
    this.standing.delete(from.index);
    walk.fed++;
    const operations = [from.operation];
    const cutAt = this.on(walk, observation, operations);
    return { operations, cutAt, walk };
  }

  protected override begin(): ReturnType<Task<S, N>['program']> {
    try {
      const program = super.begin();
      begin(program, this.task.name);
      return program;
    } catch (error) {
      throw this.placed(error, []);
    }
  }

  protected override placed(error: unknown, operations: Run<S, N>['operations']): unknown {
    const { name } = this.task;
    if (error instanceof ModelError && error.message.startsWith(`task ${name}`)) return error;
    const where = `task ${name} ${after(operations)}`;
    if (error instanceof ModelError) return new ModelError(`${where}: ${error.message}`);
    const message = error instanceof Error ? error.message : String(error);
    return new ModelError(`task ${name} threw ${after(operations)}: ${message}`, { cause: error });
  }

  protected override admit(item: unknown, operations: Run<S, N>['operations']): Operation<S, N> | LoopTop {
    return admit<S, N>(item, () => `task ${this.task.name} ${after(operations)}`);
  }

  /** Which operation repeats most in a run of a task that never comes back to a state it was in. */
  protected override endless(operations: Run<S, N>['operations'], most: number): ModelError {
    const times = new Map<string, number>();
    for (const operation of operations)
      if (operation) times.set(operation.name, (times.get(operation.name) ?? 0) + 1);
    const [name, n] = [...times].sort((a, b) => b[1] - a[1])[0] ?? ['nothing', 0];
    return new ModelError(
      `${super.endless(operations, most).message}, and '${name}' comes ${n} times in one run of it. ` +
        'If that is a retry, make it a `loop`, whose rounds hand on their locals; if it counts, let it count in the ' +
        'shared state',
    );
  }
}

/** Where a run is: after its last operation. */
function after(operations: readonly (Operation<never> | null)[]): string {
  const last = operations.at(-1);
  return last ? `after '${last.name}'` : 'at its start';
}
