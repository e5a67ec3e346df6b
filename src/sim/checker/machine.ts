import { Automaton, LOCAL_BITS, type LocalState } from './automaton.ts';
import { ModelError, OutOfRange, ReadOnly } from './errors.ts';
import type { Finished, Model, Predicate } from './model.ts';
import type { Operation, Task } from './task.ts';

/**
 * One state of a model, and how tasks move it. A state is `words` 32-bit words: the shared record, then each
 * task's local state. Exploring and replaying both run on this, so they cannot disagree on what a step does.
 */
export class Machine<S, N> {
  readonly model: Model<S, N>;
  /** The state that is looked at and moved. */
  readonly state: Uint32Array;
  readonly words: number;
  readonly automata: readonly Automaton<S, N>[];
  /** The shared record of {@link state}, for reading. */
  readonly shared: Readonly<S>;
  readonly #writable: S;
  readonly #recordWords: number;
  readonly #finished: Finished;

  /** A search has its tasks compiled to automata that are examined as they grow. */
  constructor(model: Model<S, N>, compile = (task: Task<S, N>) => new Automaton(task)) {
    this.model = model;
    const { record, tasks } = model;
    this.automata = tasks.map(compile);
    this.#recordWords = record.words;
    this.words = record.words + Math.ceil(tasks.length / LOCALS_PER_WORD);
    this.state = new Uint32Array(this.words);
    this.shared = record.readonly(this.state);
    this.#writable = record.view(this.state);
    this.#finished = (name) => this.operation(this.taskNamed(name)) === null;
    this.reset();
  }

  /** Goes to the first state. */
  reset(): void {
    this.state.fill(0);
    this.model.initial(this.#writable);
  }

  /** The index of the task called `name`. Throws a {@link ModelError} that names the tasks there are. */
  taskNamed(name: string): number {
    const task = this.model.tasks.findIndex((candidate) => candidate.name === name);
    if (task >= 0) return task;
    const known = this.model.tasks.map((candidate) => candidate.name).join(', ');
    throw new ModelError(`there is no task '${name}' here; the tasks are ${known}`);
  }

  /** Where `task` is in its program. */
  local(task: number): LocalState<S, N> {
    const word = this.#recordWords + ((task / LOCALS_PER_WORD) | 0);
    const index = (this.state[word] >>> ((task % LOCALS_PER_WORD) * LOCAL_BITS)) & LOCAL_MASK;
    return this.automata[task].states[index];
  }

  /** What `task` does next; null when it has finished. */
  operation(task: number): Operation<S, N> | null {
    return this.local(task).operation;
  }

  /** Whether `task` can move now. Throws a {@link ModelError} if its guard writes. */
  enabled(task: number): boolean {
    const { operation } = this.local(task);
    if (operation === null) return false;
    if (operation.when === undefined) return true;
    try {
      return operation.when(this.shared);
    } catch (error) {
      throw explain(error, `the guard of '${operation.name}' in task ${this.#name(task)}`);
    }
  }

  /** Moves `task`, which must be enabled, and returns what it observed. */
  move(task: number): number {
    const local = this.local(task);
    const operation = local.operation as Operation<S, N>;
    const observation = this.#effect(task, operation);
    const to = local.next[observation] ?? this.automata[task].advance(local, observation);
    const word = this.#recordWords + ((task / LOCALS_PER_WORD) | 0);
    const shift = (task % LOCALS_PER_WORD) * LOCAL_BITS;
    this.state[word] = (this.state[word] & ~(LOCAL_MASK << shift)) | (to << shift);
    return observation;
  }

  /** Whether `predicate` is true here. `what` names it in the error that a predicate which writes gets. */
  test(predicate: Predicate<S>, what: string): boolean {
    try {
      return predicate(this.shared, this.#finished);
    } catch (error) {
      throw explain(error, what);
    }
  }

  #effect(task: number, operation: Operation<S, N>): number {
    if (operation.effect === undefined) return 0;
    let observed: unknown;
    try {
      observed = operation.effect(this.#writable);
    } catch (error) {
      throw explain(error, `'${operation.name}' in task ${this.#name(task)}`);
    }
    const observation = observed === undefined ? 0 : Number(observed);
    if (!(observation >= 0 && observation < 2 ** 16 && Number.isInteger(observation)))
      throw new ModelError(
        `'${operation.name}' in task ${this.#name(task)} observed ${observed}; ` +
          'an observation is a boolean or an integer from 0 to 65535',
      );
    return observation;
  }

  #name(task: number): string {
    return this.model.tasks[task].name;
  }
}

const LOCAL_MASK = (1 << LOCAL_BITS) - 1;
const LOCALS_PER_WORD = Math.floor(32 / LOCAL_BITS);

/** The model's own mistakes, with the place where they were made. Anything else goes on as it is. */
function explain(error: unknown, where: string): unknown {
  if (error instanceof OutOfRange) return new ModelError(`${where}: ${error.message}`);
  if (error instanceof ReadOnly) return new ModelError(`${where} is wrong: ${error.message}`);
  if (error instanceof ModelError) return error;
  return new ModelError(`${where} threw: ${error instanceof Error ? error.message : String(error)}`, {
    cause: error,
  });
}
