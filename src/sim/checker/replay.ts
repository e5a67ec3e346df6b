import { ModelError } from './errors.ts';
import type { Place } from './layout.ts';
import { Machine } from './machine.ts';
import type { Model } from './model.ts';
import type { Operation } from './task.ts';

/** One variable that a step changed. */
export interface Change {
  /** Where it is in the record, e.g. `['page', 0, 'refcount']`. */
  readonly place: Place;
  /** The same as readers write it: `page.0.refcount`. */
  readonly path: string;
  readonly from: number;
  readonly to: number;
}

/** One step of a replay. */
export interface ReplayStep<S, N> {
  readonly task: string;
  readonly operation: Operation<S, N>;
  /** What it observed: see Observation. */
  readonly observed: number;
  readonly changes: readonly Change[];
}

/**
 * Walks a model one step at a time, forwards and backwards, and says why a task cannot move.
 *
 *     const replay = new Replay(model);
 *     replay.step('app');          // or throws: "app cannot move: …"
 *     replay.state.page[0].refcount
 *     replay.back();
 *
 * It replays what was searched, and does not look for mistakes of a model again.
 */
export class Replay<S, N> {
  readonly #machine: Machine<S, N>;
  readonly #past: { step: ReplayStep<S, N>; before: Uint32Array }[] = [];

  constructor(model: Model<S, N>) {
    this.#machine = new Machine(model);
  }

  /** The shared state now. A live view: it moves with the replay. */
  get state(): Readonly<S> {
    return this.#machine.shared;
  }

  /** The steps taken so far. */
  get steps(): readonly ReplayStep<S, N>[] {
    return this.#past.map(({ step }) => step);
  }

  /** What `task` does next; null when it has finished. Throws if there is no such task. */
  next(task: string): Operation<S, N> | null {
    return this.#machine.operation(this.#machine.taskNamed(task));
  }

  /** The tasks that can move now. */
  enabled(): string[] {
    return this.#machine.model.tasks.map(({ name }) => name).filter((name) => this.whyNot(name) === null);
  }

  /** Why `task` cannot move: completes "trunc cannot move: …". Null if it can. Throws if there is no such task. */
  whyNot(task: string): string | null {
    const index = this.#machine.taskNamed(task);
    const operation = this.#machine.operation(index);
    if (operation === null) return 'it has finished';
    if (this.#machine.enabled(index)) return null;
    return this.#machine.because(index);
  }

  /** Moves `task` one operation on. Throws a {@link ModelError} that says why, if it cannot move. */
  step(task: string): ReplayStep<S, N> {
    const reason = this.whyNot(task);
    if (reason !== null) throw new ModelError(`${task} cannot move: ${reason}`);
    const machine = this.#machine;
    const index = machine.taskNamed(task);
    const operation = machine.operation(index) as Operation<S, N>;
    const before = machine.state.slice();
    const observed = this.#move(index, before);
    const { record } = machine.model;
    const changes = record.fields
      .map((field) => ({
        place: field.place,
        path: field.path,
        from: record.get(before, field),
        to: record.get(machine.state, field),
      }))
      .filter(({ from, to }) => from !== to);
    const step = { task, operation, observed, changes };
    this.#past.push({ step, before });
    return step;
  }

  /** Moves, or, if the model has a mistake there, throws and leaves everything as it was. */
  #move(task: number, before: Uint32Array): number {
    try {
      return this.#machine.move(task);
    } catch (error) {
      this.#machine.state.set(before);
      throw error;
    }
  }

  /** Takes the last step back; false if there is none. */
  back(): boolean {
    const last = this.#past.pop();
    if (last) this.#machine.state.set(last.before);
    return last !== undefined;
  }
}
