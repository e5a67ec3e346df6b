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
  /** It has gone round without end, and goes on only after something has happened. */
  spins: boolean;
}

/** Steps after which a call is taken to spin. Were it too few for a call that ends, that call would differ from its recording. */
const SPIN = 2_000;

/**
 * A modelled kernel on which calls are made one at a time, as on a real one. Each runs until it ends or waits, and so
 * does everybody whom it has woken. There is no search here: what happens while a call runs is one order of many.
 */
export class Stage {
  readonly kernel: Kernel;
  readonly state: State;
  readonly #order: Order;
  readonly #calls = new Map<string, Call>();
  #warned = false;

  constructor({ choices, tree }: Design, { processes, tasks, ...extent }: Cast, order: Order) {
    this.kernel = { choices, tree, tasks, layout: layoutOf(extent, choices) };
    const record = kernelRecord({
      pages: extent.pages,
      processes,
      tasks: tasks.length,
      huge: extent.huge !== undefined,
      files: Math.max(0, ...(extent.files ?? [])) + 1,
      signals: true,
      forks: true,
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
    const call: Call = { execution: new Execution(path), done, died: false, spins: false };
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

  /** Whether the call of `task` goes round without end. */
  spins(task: string): boolean {
    return this.#calls.get(task)?.spins ?? false;
  }

  /** Whether a DAX entry was removed whose page was in use since this was last asked: dax_disassociate_entry() warns. */
  takeWarned(): boolean {
    const warned = this.#warned;
    this.#warned = false;
    return warned;
  }

  /** Runs until nobody can move, or who can only goes round. Throws if that never comes. */
  settle(): void {
    const moves = new Map<string, number>();
    for (const call of this.#calls.values()) call.spins = false;
    for (let steps = 0; steps < 10_000; steps++) {
      const able = this.kernel.tasks.filter((task) => this.#canMove(task));
      if (able.length === 0) return;
      const task = { first: able[0], last: able[able.length - 1], 'in turn': able[steps % able.length] }[
        this.#order
      ];
      this.#move(task);
      moves.set(task, (moves.get(task) ?? 0) + 1);
      const call = this.#calls.get(task);
      if (call && moves.get(task) === SPIN) call.spins = true;
    }
    throw new Error('the stage never comes to rest');
  }

  #canMove(task: string): boolean {
    const call = this.#calls.get(task);
    return call !== undefined && !call.died && !call.spins && call.execution.canMove(this.state);
  }

  #move(task: string): void {
    const call = this.#calls.get(task) as Call;
    const before = this.#entries;
    call.execution.move(this.state);
    const after = this.#entries;
    const { page, device } = this.state;
    const { idle } = this.kernel.choices;
    if (!device.memmapGone)
      this.#warned ||= page.some(({ refcount }, i) => after[i] < before[i] && refcount > idle);
    const { late } = device;
    if (late.gup || late.pin || late.fault || late.mapping) {
      Object.assign(late, { gup: 0, pin: 0, fault: 0, mapping: 0 });
      call.died = true;
      call.done({ kind: 'died' });
    } else this.#endIfOver(task, call);
  }

  /** For each page: whether its DAX entry is there. */
  get #entries(): number[] {
    return this.kernel.layout.entry.map((entry) => this.state.page[entry].entry);
  }

  #endIfOver(task: string, { execution: { result }, done }: Call): void {
    if (result === null) return;
    this.#calls.delete(task);
    done({ kind: 'returned', value: result.value });
  }
}
