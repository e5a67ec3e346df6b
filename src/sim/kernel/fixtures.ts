import { type Model, type Property, Replay, type ReplayStep } from '../checker/index.ts';
import type { Choices, Landmark, Note, Path, State, Thread, Tree } from './index.ts';
import { kernelRecord, layoutOf } from './index.ts';

/** What tests build scenarios from, and walk them with. Not part of the kernel. */

/** What a task runs; it belongs to process 0, unless it says otherwise. */
export type Run = (t: Thread) => Path<unknown>;

export interface Scene {
  readonly pages?: number;
  readonly processes?: number;
  readonly huge?: readonly (readonly number[])[];
  readonly blocks?: readonly number[];
  /** The file of each page, where there are several. */
  readonly files?: readonly number[];
  readonly signals?: boolean;
  readonly forks?: boolean;
  /** The tasks whose process has room for a PMD. */
  readonly byPmd?: readonly string[];
  /** Which process a task belongs to, where that is not 0. */
  readonly processOf?: Readonly<Record<string, number>>;
  /** Changes the first state, in which pages are idle, and all processes map the file and have touched nothing. */
  readonly initial?: (s: State) => void;
  readonly properties?: readonly Property<State>[];
}

interface Ruled {
  readonly choices: Choices;
  readonly tree: Tree;
}

/** The model of these tasks on a kernel that has made a design's choices. */
export function sceneOf(
  { choices, tree }: Ruled,
  tasks: Readonly<Record<string, Run>>,
  {
    pages = 1,
    processes = 1,
    processOf = {},
    byPmd = [],
    initial,
    properties = [],
    huge,
    blocks,
    files,
    signals,
    forks,
  }: Scene = {},
): Model<State, Note> {
  const names = Object.keys(tasks);
  const layout = layoutOf({ pages, huge, blocks, files }, choices);
  const kernel = { choices, tree, layout, tasks: names };
  return {
    record: kernelRecord({
      pages,
      processes,
      tasks: names.length,
      huge: huge !== undefined,
      files: Math.max(0, ...(files ?? [])) + 1,
      signals,
      forks,
    }),
    initial: (s) => {
      for (const page of s.page) page.refcount = choices.idle;
      for (const process of s.process) process.vma = 1;
      initial?.(s);
    },
    tasks: names.map((name, i) => ({
      name,
      *program() {
        yield* tasks[name]({ me: i + 1, process: processOf[name] ?? 0, byPmd: byPmd.includes(name), kernel });
      },
    })),
    properties,
  };
}

/** Walks tasks along the kernel's paths. */
export class Walk extends Replay<State, Note> {
  constructor(...scene: Parameters<typeof sceneOf>) {
    super(sceneOf(...scene));
  }

  /** Where a task stands: the step that it does next; null if it has finished. */
  at(task: string): Landmark | null {
    return this.next(task)?.note?.at ?? null;
  }

  /** Walks a task until `landmark` is what it does next. Throws if it cannot get there. */
  to(task: string, landmark: Landmark): this {
    while (this.at(task) !== landmark) this.step(task);
    return this;
  }

  /** Walks a task to `landmark` and does that too. */
  past(task: string, landmark: Landmark): ReplayStep<State, Note> {
    return this.to(task, landmark).step(task);
  }

  /** Walks a task to its end. */
  end(task: string): this {
    while (this.at(task) !== null) this.step(task);
    return this;
  }

  /** The places that a task has come through. */
  came(task: string): (Landmark | undefined)[] {
    return this.steps.filter((step) => step.task === task).map(({ operation }) => operation.note?.at);
  }

  /** What the last step read, in the words that readers see. */
  get said(): string | undefined {
    const step = this.steps.at(-1);
    return step?.operation.note?.says?.(this.state, step.observed);
  }

  /** Locks that somebody holds, by name. */
  get held(): string[] {
    const { page, process, invalidateLock } = this.state;
    const taken = ({ shared, exclusive }: { shared: number; exclusive: number }) =>
      shared > 0 || exclusive > 0;
    return [
      ...(page.some(({ entryLock }) => entryLock > 0) ? ['entry'] : []),
      ...(process.some(({ mmapLock }) => taken(mmapLock)) ? ['mmap_lock'] : []),
      ...(process.some(({ pageTableLock }) => pageTableLock > 0) ? ['the page-table lock'] : []),
      ...(invalidateLock.some(taken) ? ['invalidate_lock'] : []),
    ];
  }
}
