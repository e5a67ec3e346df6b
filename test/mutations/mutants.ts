import { type Instead, rewritten } from '../../src/sim/checker/index.ts';
import type { Landmark, Note, Path, State, Step, Thread } from '../../src/sim/kernel/index.ts';
import type { Example } from '../../src/sim/scenario/index.ts';
import type { Traits } from './cells.ts';

/** A kernel with one step changed. */
export interface Mutant {
  /** The step. */
  readonly at: Landmark;
  /** What is wrong with it, as a sentence about the step. */
  readonly what: string;
  readonly run: (path: Path<unknown>, t: Thread) => Path<unknown>;
}

/** The name of a mutant, e.g. `wait.test reads the opposite`. */
export const nameOf = ({ at, what }: Mutant): string => `${at} ${what}`;

/** An example on the mutant's kernel. */
export function mutated(example: Example, { run }: Mutant): Example {
  return {
    ...example,
    actors: example.actors.map((actor) => ({ ...actor, run: (t) => run(actor.run(t), t) })),
  };
}

export const isAt = (step: Step, at: Landmark): boolean => step.note?.at === at;

/** What the path under a mistake does next, when it has observed something. */
type Follow = Parameters<Instead<State, Note>>[1];

/** The same path; where it comes to `at`, `instead` runs, and what that returns is what the step has observed. */
export function instead(
  at: Landmark,
  what: string,
  other: (step: Step, t: Thread, follow: Follow) => Path<number>,
): Mutant {
  return {
    at,
    what,
    run: (path, t) => rewritten(path, (step, follow) => (isAt(step, at) ? other(step, t, follow) : null)),
  };
}

/** The same path with the operation at `at` changed. */
export function changed(at: Landmark, what: string, change: (step: Step, t: Thread) => Step): Mutant {
  return instead(at, what, function* (step, t) {
    return yield change(step, t);
  });
}

export type Effect = (s: State, page: number, t: Thread) => number | boolean;
/** Does something else. */
export const doing = (at: Landmark, what: string, effect: Effect): Mutant =>
  changed(at, what, (step, t) => ({ ...step, effect: (s) => effect(s, step.note?.page ?? 0, t) }));

/** Does what it should, and then more; reads what `more` returns, or else what it has read anyway. */
export const doingMore = (
  at: Landmark,
  what: string,
  more: (...args: Parameters<Effect>) => number | boolean | undefined,
) =>
  changed(at, what, (step, t) => ({
    ...step,
    effect: (s) => {
      const observed = step.effect?.(s);
      return more(s, step.note?.page ?? 0, t) ?? observed;
    },
  }));

/** Neither waits nor does anything. */
export const leftOut = (at: Landmark): Mutant => changed(at, 'is left out', ({ name }) => ({ name }));

/** Comes after the step that should follow it. */
export const late = (at: Landmark, what: string, observed: 0 | 1 = 0): Mutant =>
  instead(at, what, function* (step, _, follow) {
    const following = follow(observed);
    const theirs = yield following;
    yield step;
    return theirs;
  });

/** Each way in which one step can be wrong by itself. */
export function systematic(at: Landmark, { guarded, effective, reads }: Traits): Mutant[] {
  return [
    ...(guarded ? [changed(at, 'does not wait', ({ when: _, ...step }) => step)] : []),
    changed(at, 'waits for ever', (step) => ({ ...step, when: () => false })),
    ...(effective ? [doing(at, 'does nothing, reads 0', () => 0)] : []),
    ...(effective && reads ? [doing(at, 'does nothing, reads 1', () => 1)] : []),
    ...(reads
      ? [
          changed(at, 'reads the opposite', (step) => ({
            ...step,
            effect: (s) => !step.effect?.(s),
          })),
        ]
      : []),
  ];
}
