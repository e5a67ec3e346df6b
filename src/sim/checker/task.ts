/**
 * What a model is made of. A task is a generator function that reads like the path it models, with ordinary
 * control flow and locals, and stops only where another CPU can get in:
 *
 *     function* waitUntilIdle() {
 *       const again = loop('wait until idle');
 *       for (;;) {
 *         yield again();
 *         const idle = yield { name: 'test', effect: (s) => s.refcount === 1 };
 *         if (idle) return;
 *         yield { name: 'schedule', when: (s) => s.woken === 1, because: () => 'asleep' };
 *       }
 *     }
 *
 * Each `yield` hands over one atomic operation; what the operation observed comes back as the value of the
 * `yield`, and the code after it decides on that.
 */

/** What an operation observed: an integer from 0; a boolean stands for 0 and 1, nothing for 0. */
export type Observation = number | boolean | undefined;

/** One atomic step of a task. `N` is whatever the model's author wants to find again in a replay. */
export interface Operation<S, N = unknown> {
  /** Names the step, and no other step of the same task that does something else. */
  readonly name: string;
  /** The task waits until this is true. It may only read. */
  readonly when?: (s: Readonly<S>) => boolean;
  /** Why `when` is false, for readers: completes the sentence "trunc cannot move: …". */
  readonly because?: (s: Readonly<S>) => string;
  /** What the step does. It may depend on the shared state alone. */
  // biome-ignore lint/suspicious/noConfusingVoidType: an effect written as a block has no value
  readonly effect?: (s: S) => Observation | void;
  readonly note?: N;
}

/** The top of a loop: see {@link loop}. */
export class LoopTop {
  readonly loop: object;
  readonly name: string;
  readonly locals: string;
  constructor(loop: object, name: string, locals: string) {
    this.loop = loop;
    this.name = name;
    this.locals = locals;
  }
}

/**
 * Names a loop, so that coming back to its top is coming back to the same local state. Make it before the
 * loop, yield it at the top, and give it each local that one round hands to the next (none, most often).
 * Without it a retry would be a new state each time, and the task would not be finite.
 */
export function loop(name: string): (...locals: (number | boolean | string)[]) => LoopTop {
  const identity = {};
  return (...locals) => new LoopTop(identity, name, JSON.stringify(locals));
}

/** A task's body. Run afresh for each history of observations, so it must not keep anything outside itself. */
export type Program<S, N = unknown> = () => Generator<Operation<S, N> | LoopTop, void, number>;

/** A part of a program, to be used with `yield*`. */
export type Routine<S, N = unknown, R = void> = Generator<Operation<S, N> | LoopTop, R, number>;

/** A task: a name that schedules are written with, and what it runs. */
export interface Task<S, N = unknown> {
  readonly name: string;
  readonly program: Program<S, N>;
}
