import { Automaton, LOCAL_BITS, type LocalState } from './automaton.ts';
import { ModelError, OutOfRange, ReadOnly } from './errors.ts';
import type { Model } from './model.ts';
import type { Operation, Task } from './task.ts';

/**
 * One state of a model, and how tasks move it. A state is `words` 32-bit words: the shared record, then each
 * task's local state. Exploring and replaying both run on this, so they cannot disagree on what a step does.
 *
 * A replay trusts what was searched; a search runs on a machine that looks at what a model's functions are given and give:
 * see strict.ts.
 */
export class Machine<S, N> {
  readonly model: Model<S, N>;
  /** The state that is looked at and moved. */
  readonly state: Uint32Array;
  readonly words: number;
  readonly automata: readonly Automaton<S, N>[];
  /** The shared record of {@link state}, for reading at any time. */
  readonly shared: Readonly<S>;
  /** What guards and properties are given, and what effects are. */
  protected readonly views: { readonly readable: Readonly<S>; readonly writable: S };
  readonly #recordWords: number;

  /** Throws a {@link ModelError} if a program is wrong from its start. */
  constructor(model: Model<S, N>) {
    this.model = model;
    const { record, tasks } = model;
    this.automata = tasks.map((task) => this.compile(task));
    this.#recordWords = record.words;
    this.words = record.words + Math.ceil(tasks.length / LOCALS_PER_WORD);
    this.state = new Uint32Array(this.words);
    this.shared = record.readonly(this.state);
    this.views = this.look();
    this.reset();
  }

  protected compile(task: Task<S, N>): Automaton<S, N> {
    return new Automaton(task);
  }

  protected look(): Machine<S, N>['views'] {
    return { readable: this.shared, writable: this.model.record.view(this.state) };
  }

  /** Goes to the first state. */
  reset(): void {
    this.state.fill(0);
    this.model.initial(this.views.writable);
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

  /** Puts `task` where it is in its program at local state `index`. */
  put(task: number, index: number): void {
    const word = this.#recordWords + ((task / LOCALS_PER_WORD) | 0);
    const shift = (task % LOCALS_PER_WORD) * LOCAL_BITS;
    this.state[word] = (this.state[word] & ~(LOCAL_MASK << shift)) | (index << shift);
  }

  /** What `task` does next; null when it has finished. */
  operation(task: number): Operation<S, N> | null {
    return this.local(task).operation;
  }

  /** Whether `task` can move now. Throws a {@link ModelError} if its guard throws or writes. */
  enabled(task: number): boolean {
    const { operation } = this.local(task);
    return operation !== null && this.allows(task, operation);
  }

  /** Whether `operation`, of this task, could run now: its own or one that is compared with it. */
  allows(task: number, operation: Operation<S, N>): boolean {
    if (operation.when === undefined) return true;
    try {
      return operation.when(this.views.readable);
    } catch (error) {
      throw explain(error, guardOf(this.model.tasks[task].name, operation.name));
    }
  }

  /** Why `task`, which waits, does so, in its author's words. */
  because(task: number): string {
    const { name, because } = this.operation(task) as Operation<S, N>;
    return because?.(this.views.readable) ?? `${name} has to wait`;
  }

  /** Moves `task`, which must be enabled, and returns what it observed. */
  move(task: number): number {
    const local = this.local(task);
    const observed = this.run(task, local.operation as Operation<S, N>);
    const to = local.next[observed] ?? this.automata[task].advance(local, observed);
    this.put(task, to);
    return observed;
  }

  /** Runs the effect of `operation`, of this task, on the record alone, and returns what it observed. */
  run(task: number, operation: Operation<S, N>): number {
    try {
      return Number(operation.effect?.(this.views.writable) ?? 0);
    } catch (error) {
      throw explain(error, effectOf(this.model.tasks[task].name, operation.name));
    }
  }
}

const LOCAL_MASK = (1 << LOCAL_BITS) - 1;
const LOCALS_PER_WORD = Math.floor(32 / LOCAL_BITS);

/** Whose guard it was, for an error. */
export const guardOf = (task: string, operation: string): string =>
  `the guard of '${operation}' in task ${task}`;

/** Whose effect it was. */
export const effectOf = (task: string, operation: string): string => `'${operation}' in task ${task}`;

/** The model's own mistakes, with the place where they were made. */
export function explain(error: unknown, where: string): unknown {
  if (error instanceof OutOfRange) return new ModelError(`${where}: ${error.message}`);
  if (error instanceof ReadOnly) return new ModelError(`${where} is wrong: ${error.message}`);
  if (error instanceof ModelError) return error;
  return new ModelError(`${where} threw: ${error instanceof Error ? error.message : String(error)}`, {
    cause: error,
  });
}
