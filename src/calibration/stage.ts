import { Execution } from '../sim/checker/index.ts';
import type { Design } from '../sim/designs/index.ts';
import {
  type Extent,
  type Kernel,
  kernelRecord,
  layoutOf,
  type Note,
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
  readonly execution: Execution<State, Note, unknown>;
  readonly done: (outcome: Outcome) => void;
  /** It has touched a struct page that was gone, and goes no further. */
  died: boolean;
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
    this.state = record.fresh();
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
    const call: Call = { execution: new Execution(path), done, died: false };
    this.#calls.set(task, call);
    this.#endIfOver(task, call);
  }

  /** Whether `task` is in a call. */
  busy(task: string): boolean {
    return this.#calls.has(task);
  }

  /** What `task` would do next, if it is in a call. */
  next(task: string): Step | null {
    const call = this.#calls.get(task);
    return call === undefined || call.died ? null : call.execution.next;
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
    const call = this.#calls.get(task);
    return call !== undefined && !call.died && call.execution.canMove(this.state);
  }

  #move(task: string): void {
    const call = this.#calls.get(task) as Call;
    call.execution.move(this.state);
    const { late } = this.state.device;
    if (late.gup || late.pin || late.mapping) {
      Object.assign(late, { gup: 0, pin: 0, mapping: 0 });
      call.died = true;
      call.done({ kind: 'died' });
    } else this.#endIfOver(task, call);
  }

  #endIfOver(task: string, { execution: { result }, done }: Call): void {
    if (result === null) return;
    this.#calls.delete(task);
    done({ kind: 'returned', value: result.value });
  }
}
