import { ModelError } from './errors.ts';

/**
 * What a model is made of. A task is a generator function that reads like the path it models, with ordinary
 * control flow and locals, and stops only where another CPU can get in:
 *
 *     function* waitUntilIdle() {
 *       yield* loop('wait until idle', function* (again) {
 *         const idle = yield { name: 'test', effect: (s) => s.refcount === 1 };
 *         if (idle) return;
 *         yield { name: 'schedule', when: (s) => s.woken === 1, because: () => 'asleep' };
 *         return again();
 *       });
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

/** The top of a loop, where a task can come back to a local state that it was in. */
export class LoopTop {
  readonly loop: object;
  readonly name: string;
  /** What this round was handed. */
  readonly given: readonly unknown[];
  /** The same as a word: rounds of one word are one. */
  readonly locals: string;
  constructor(loop: object, name: string, given: readonly unknown[]) {
    this.loop = loop;
    this.name = name;
    this.given = given;
    this.locals = JSON.stringify(given);
  }
}

/** What a round of a loop returns to go round again. Made by the `again` that it is given. */
export class Again {
  readonly loop: object;
  readonly locals: readonly unknown[];
  constructor(loop: object, locals: readonly unknown[]) {
    this.loop = loop;
    this.locals = locals;
  }
}

/**
 * A loop: rounds, each a run of `round` with the locals that the one before handed over, the first with `first`. A round
 * that returns `again(…)` is followed by another; whatever else it returns is what the loop comes to.
 *
 * The top of each round with the same locals is the same local state. Without that a retry would be a new state each time,
 * and the task would not be finite. What a round keeps elsewhere than in its locals, in a variable around the loop, is
 * lost at the top; a search looks for such, see examine.ts. Locals are booleans, strings and safe integers.
 */
export function* loop<S, N, R, L extends readonly unknown[]>(
  name: string,
  round: (again: (...locals: L) => Again, ...locals: L) => Routine<S, N, R | Again>,
  ...first: L
): Routine<S, N, R> {
  const identity = {};
  let asked = false;
  const again = (...locals: L) => {
    asked = true;
    return new Again(identity, locals);
  };
  let locals: readonly unknown[] = first;
  for (;;) {
    yield new LoopTop(identity, name, locals);
    asked = false;
    const result = yield* round(again, ...(locals as L));
    // What a loop inside was handed by this one goes on to it as any other result.
    if (!(result instanceof Again) || result.loop !== identity) {
      if (asked)
        throw new ModelError(`loop '${name}' asks for a round and does not return it: \`return again()\``);
      return result as R;
    }
    locals = result.locals;
  }
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
