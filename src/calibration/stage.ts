import { LoopTop } from '../sim/checker/index.ts';
import type { Design } from '../sim/designs/index.ts';
import {
  type Extent,
  type Kernel,
  kernelRecord,
  layoutOf,
  type Path,
  type State,
  type Step,
  type Thread,
} from '../sim/kernel/index.ts';

/** A call that nobody can make in the state that the model is in. */
export class Impossible extends Error {}

/** What a {@link Stage} needs to know before anything happens on it. */
export interface Cast extends Extent {
  readonly blocks: readonly number[];
  readonly processes: number;
  readonly tasks: readonly string[];
}

/** Which task goes first where several can: recordings do not say, so the outcome must not depend on it. */
export type Order = 'first' | 'last' | 'in turn';

/** What a call came to: a value that it returned, or that it touched a struct page that was gone. */
export type Outcome = { readonly kind: 'returned'; readonly value: unknown } | { readonly kind: 'died' };

/** A call under way. */
interface Call {
  readonly path: Path<unknown>;
  readonly done: (outcome: Outcome) => void;
  next: Step | null;
}

/**
 * A modelled kernel on which calls are made one at a time, as on a real one. Each runs until it ends or waits, and so
 * does everybody whom it has woken. There is no search here: what happens while a call runs is one order of many.
 */
export class Stage {
  readonly kernel: Kernel;
  readonly state: State;
  readonly #order: Order;
  readonly #calls = new Map<string, Call>();

  constructor({ choices, tree }: Design, { processes, tasks, ...extent }: Cast, order: Order) {
    this.kernel = { choices, tree, tasks, layout: layoutOf(extent, choices) };
    const record = kernelRecord({
      pages: extent.pages,
      processes,
      tasks: tasks.length,
      huge: extent.huge !== undefined,
      signals: true,
    });
    this.state = record.view(new Uint32Array(record.words));
    for (const page of this.state.page) page.refcount = choices.idle;
    this.#order = order;
  }

  /** A thread of `task` in a process. Throws if there is no such task. */
  thread(task: string, process: number, byPmd: boolean): Thread {
    const me = this.kernel.tasks.indexOf(task) + 1;
    if (me === 0) throw new Error(`no task ${task} on the stage`);
    return { me, process, byPmd, kernel: this.kernel };
  }

  /** Starts a call of `task`. Throws {@link Impossible} if its last one is still under way. */
  call(task: string, path: Path<unknown>, done: (outcome: Outcome) => void): void {
    if (this.#calls.has(task)) throw new Impossible(`${task} is in another call`);
    const call: Call = { path, done, next: null };
    this.#calls.set(task, call);
    this.#resume(task, call);
  }

  /** Whether `task` is in a call. */
  busy(task: string): boolean {
    return this.#calls.has(task);
  }

  /** What `task` would do next, if it is in a call. */
  next(task: string): Step | null {
    return this.#calls.get(task)?.next ?? null;
  }

  /** Takes a call back that has done nothing yet. */
  cancel(task: string): void {
    this.#calls.delete(task);
  }

  /** Runs until nobody can move. Throws if that never comes. */
  settle(): void {
    for (let steps = 0; steps < 10_000; steps++) {
      const able = this.kernel.tasks.filter((task) => this.#canMove(task));
      if (able.length === 0) return;
      const task = { first: able[0], last: able[able.length - 1], 'in turn': able[steps % able.length] }[
        this.#order
      ];
      this.#move(task);
    }
    throw new Error('the stage never comes to rest');
  }

  #canMove(task: string): boolean {
    const next = this.next(task);
    return next !== null && (next.when?.(this.state) ?? true);
  }

  #move(task: string): void {
    const call = this.#calls.get(task) as Call;
    const { late } = this.state.device;
    const observed = Number((call.next as Step).effect?.(this.state) ?? 0);
    if (late.gup || late.pin || late.mapping) {
      Object.assign(late, { gup: 0, pin: 0, mapping: 0 });
      call.next = null;
      call.done({ kind: 'died' });
    } else this.#resume(task, call, observed);
  }

  #resume(task: string, call: Call, observed = 0): void {
    let { value, done } = call.path.next(observed);
    while (value instanceof LoopTop) ({ value, done } = call.path.next(0));
    if (!done) {
      call.next = value as Step;
      return;
    }
    this.#calls.delete(task);
    call.done({ kind: 'returned', value });
  }
}
