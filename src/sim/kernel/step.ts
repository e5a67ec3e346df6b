import type { FactId } from '../../facts/facts.ts';
import type { Observation, Operation, Routine } from '../checker/index.ts';
import type { Choice, Choices } from './choices.ts';
import type { Layout } from './layout.ts';
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
  /** The design's choices that decide what it does. */
  readonly choices: readonly Choice[];
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

/** The kernel that all threads of a scenario run on. */
export interface Kernel {
  readonly choices: Choices;
  readonly tree: Tree;
  readonly layout: Layout;
  /** Task names, for messages; task n is `tasks[n - 1]`. */
  readonly tasks: readonly string[];
}

interface Body {
  readonly page?: number;
  readonly choices?: readonly Choice[];
  readonly when?: (s: Readonly<State>) => boolean;
  readonly because?: (s: Readonly<State>) => string;
  // biome-ignore lint/suspicious/noConfusingVoidType: an effect written as a block has no value
  readonly effect?: (s: State) => Observation | void;
  readonly says?: (s: Readonly<State>, observed: number) => string;
}

/** One atomic operation of a path, named by its place in it. */
export function step({ kernel }: Thread, at: Landmark, body: Body): Step {
  const { page, choices = [], says, ...operation } = body;
  const note: Note = {
    at,
    ...kernel.tree[at],
    choices,
    ...(page === undefined ? {} : { page }),
    ...(says === undefined ? {} : { says }),
  };
  return { name: page === undefined ? at : `${at} of page ${page}`, ...operation, note };
}
