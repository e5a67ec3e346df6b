import { Automaton, LOCAL_BITS, type LocalState } from './automaton.ts';
import { type Care, TRUST } from './care.ts';
import { ModelError, OutOfRange, ReadOnly } from './errors.ts';
import type { Finished, Model, Predicate } from './model.ts';
import type { Operation } from './task.ts';

/**
 * One state of a model, and how tasks move it. A state is `words` 32-bit words: the shared record, then each
 * task's local state. Exploring and replaying both run on this, so they cannot disagree on what a step does.
 *
 * A search takes care of what a model's functions are given and give: see care.ts. A replay trusts what was searched.
 */
export class Machine<S, N> {
  readonly model: Model<S, N>;
  /** The state that is looked at and moved. */
  readonly state: Uint32Array;
  readonly words: number;
  readonly automata: readonly Automaton<S, N>[];
  /** The shared record of {@link state}, for reading at any time. */
  readonly shared: Readonly<S>;
  /** The same for guards and properties, and for effects. */
  readonly #readable: Readonly<S>;
  readonly #writable: S;
  readonly #reading = { open: false };
  readonly #writing = { open: false };
  readonly #care: Care;
  readonly #recordWords: number;
  readonly #finished: Finished;

  /** Throws a {@link ModelError} if a program or the first state is wrong. */
  constructor(model: Model<S, N>, care: Care = TRUST) {
    this.#care = care;
    this.model = model;
    const { record, tasks } = model;
    this.automata = tasks.map((task) => new Automaton(task, care));
    this.#recordWords = record.words;
    this.words = record.words + Math.ceil(tasks.length / LOCALS_PER_WORD);
    this.state = new Uint32Array(this.words);
    this.shared = record.readonly(this.state);
    this.#readable = record.view(this.state, 'read', care.material(this.#reading));
    this.#writable = record.view(this.state, 'write', care.material(this.#writing));
    this.#finished = (name) => this.operation(this.taskNamed(name)) === null;
    this.reset();
  }

  /** Goes to the first state. */
  reset(): void {
    this.state.fill(0);
    this.#writing.open = true;
    try {
      this.model.initial(this.#writable);
    } catch (error) {
      throw explain(error, 'the first state');
    } finally {
      this.#writing.open = false;
    }
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

  /** Whether `task` can move now. Throws a {@link ModelError} if its guard writes, or answers neither true nor false. */
  enabled(task: number): boolean {
    const { operation } = this.local(task);
    return operation !== null && this.allows(task, operation);
  }

  /** Whether `operation`, of this task, could run now: its own or one that is compared with it. */
  allows(task: number, operation: Operation<S, N>): boolean {
    const { when } = operation;
    if (when === undefined) return true;
    this.#reading.open = true;
    try {
      const given = when(this.#readable);
      if (given === true || given === false) return given;
      return this.#care.answer(given, this.#guard(task, operation));
    } catch (error) {
      throw explain(error, this.#guard(task, operation));
    } finally {
      this.#reading.open = false;
    }
  }

  /** Why `task`, which waits, does so, in its author's words. Throws a {@link ModelError} if these throw or write. */
  because(task: number): string {
    const operation = this.operation(task) as Operation<S, N>;
    if (operation.because === undefined) return `${operation.name} has to wait`;
    this.#reading.open = true;
    try {
      return String(operation.because(this.#readable));
    } catch (error) {
      throw explain(error, `what '${operation.name}' in task ${this.#name(task)} says of why it waits`);
    } finally {
      this.#reading.open = false;
    }
  }

  /** Moves `task`, which must be enabled, and returns what it observed. */
  move(task: number): number {
    const local = this.local(task);
    const observed = this.run(task, local.operation as Operation<S, N>);
    const to = local.next[observed] ?? this.automata[task].advance(local, observed);
    const word = this.#recordWords + ((task / LOCALS_PER_WORD) | 0);
    const shift = (task % LOCALS_PER_WORD) * LOCAL_BITS;
    this.state[word] = (this.state[word] & ~(LOCAL_MASK << shift)) | (to << shift);
    return observed;
  }

  /** Runs the effect of `operation`, of this task, on the record alone, and returns what it observed. */
  run(task: number, operation: Operation<S, N>): number {
    const { effect } = operation;
    if (effect === undefined) return 0;
    this.#writing.open = true;
    try {
      const observed: unknown = effect(this.#writable);
      if (observed === undefined) return 0;
      if (observed === true) return 1;
      return this.#care.observation(observed, `'${operation.name}' in task ${this.#name(task)}`);
    } catch (error) {
      throw explain(error, `'${operation.name}' in task ${this.#name(task)}`);
    } finally {
      this.#writing.open = false;
    }
  }

  /** Whether `predicate` is true here. `what` names it in the errors of one that writes, or is neither true nor false. */
  test(predicate: Predicate<S>, what: string): boolean {
    this.#reading.open = true;
    try {
      const given = predicate(this.#readable, this.#finished);
      if (given === true || given === false) return given;
      return this.#care.answer(given, what);
    } catch (error) {
      throw explain(error, what);
    } finally {
      this.#reading.open = false;
    }
  }

  #guard(task: number, { name }: Operation<S, N>): string {
    return `the guard of '${name}' in task ${this.#name(task)}`;
  }

  #name(task: number): string {
    return this.model.tasks[task].name;
  }
}

const LOCAL_MASK = (1 << LOCAL_BITS) - 1;
const LOCALS_PER_WORD = Math.floor(32 / LOCAL_BITS);

/** The model's own mistakes, with the place where they were made. */
function explain(error: unknown, where: string): unknown {
  if (error instanceof OutOfRange) return new ModelError(`${where}: ${error.message}`);
  if (error instanceof ReadOnly) return new ModelError(`${where} is wrong: ${error.message}`);
  if (error instanceof ModelError)
    return error.message.startsWith(where) ? error : new ModelError(`${where}: ${error.message}`);
  return new ModelError(`${where} threw: ${error instanceof Error ? error.message : String(error)}`, {
    cause: error,
  });
}
