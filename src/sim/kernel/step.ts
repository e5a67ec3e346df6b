import type { FactId } from '../../facts/facts.ts';
import type { Observation, Operation, Routine } from '../checker/index.ts';
import type { Choices } from './choices.ts';
import type { Layout } from './layout.ts';
import { type DecidedBy, type Reads, readsOf } from './reads.ts';
import type { Landmark, Tree } from './sources.ts';
import type { State } from './state.ts';

/** What a step carries for readers. The checker never looks at it. */
export interface Note {
  /** The step's place in the kernel's path, the same in every design, e.g. `gup-fast.grab`. */
  readonly at: Landmark;
  /** The kernel function that it stands for. */
  readonly fn: string;
  /** Where that function can be read. */
  readonly fact: FactId;
  /** The page that it works on; undefined if it works on none. */
  readonly page?: number;
  /** The choices that have decided it, on a kernel whose choices remember who asked for them. */
  readonly decidedBy?: DecidedBy;
  /** What it read, in words; empty where it found what one expects. `s` is the state after it. */
  readonly says?: (s: Readonly<State>, observed: number) => string;
}

export type Step = Operation<State, Note>;
/** A stretch of kernel path. */
export type Path<R = void> = Routine<State, Note, R>;

/** Who runs a path: a task, in a process, on a kernel that has made its choices. */
export interface Thread {
  /** The task's number in the shared state, from 1. */
  readonly me: number;
  readonly process: number;
  /** The process has room for a PMD, and faults the whole 2 MB in at once. */
  readonly byPmd?: boolean;
  readonly kernel: Kernel;
}

/**
 * The kernel that all threads of a scenario run on. A path asks for a choice where it decides something, and not earlier:
 * what is asked for belongs to the step that comes next, or to the one whose guard or effect asks.
 */
export interface Kernel {
  readonly choices: Choices;
  readonly tree: Tree;
  readonly layout: Layout;
  /** Task names, for messages; task n is `tasks[n - 1]`. */
  readonly tasks: readonly string[];
  /** What a page has been through is kept, see {@link Scale}. */
  readonly history?: boolean | undefined;
}

interface Body {
  readonly page?: number;
  /** What else it works on, or how, where one task may do the same for another: it becomes a part of its name. */
  readonly which?: string | undefined;
  readonly when?: (s: Readonly<State>) => boolean;
  readonly because?: (s: Readonly<State>) => string;
  // biome-ignore lint/suspicious/noConfusingVoidType: an effect written as a block has no value
  readonly effect?: (s: State) => Observation | void;
  readonly says?: (s: Readonly<State>, observed: number) => string;
}

/** One atomic operation of a path, named by its place in it. */
export function step({ kernel, me }: Thread, at: Landmark, body: Body): Step {
  const { fn, fact } = kernel.tree[at];
  const place = body.page === undefined ? at : `${at} of page ${body.page}`;
  const name = body.which === undefined ? place : `${place} ${body.which}`;
  // A program is run afresh for each of its histories, so many steps are made: field by field is the quickest way.
  const note: Writable<Note> = { at, fn, fact };
  if (body.page !== undefined) note.page = body.page;
  if (body.says !== undefined) note.says = body.says;
  const made: Writable<Step> = { name, note };
  if (body.when !== undefined) made.when = body.when;
  if (body.because !== undefined) made.because = body.because;
  if (body.effect !== undefined) made.effect = body.effect;
  const reads = readsOf(kernel.choices);
  return reads ? listening(made, note, reads, reads.decide(me, name)) : made;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** The same step, which notes what its guard and its effect ask for. */
function listening(made: Step, note: Note, reads: Reads, decidedBy: DecidedBy): Step {
  const { when, because, effect } = made;
  return {
    ...made,
    note: { ...note, decidedBy },
    ...(when && {
      when: (s) => {
        const { value, asked } = reads.during(() => when(s));
        decidedBy.guard = asked;
        return value;
      },
    }),
    ...(because && {
      because: (s) => {
        const { value, asked } = reads.during(() => because(s));
        decidedBy.guard = [...decidedBy.guard, ...asked];
        return value;
      },
    }),
    ...(effect && {
      effect: (s) => {
        const { value, asked } = reads.during(() => effect(s));
        decidedBy.effect = asked;
        return value;
      },
    }),
  };
}
