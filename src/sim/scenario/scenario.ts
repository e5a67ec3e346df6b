import { brief } from '../../text/brief.ts';
import { type Model, ModelError, type Program, type Schedule } from '../checker/index.ts';
import type { Design } from '../designs/index.ts';
import { withoutChanges } from '../ids.ts';
import {
  type Kernel,
  layoutOf,
  type Note,
  type Path,
  readsOf,
  type State,
  type Thread,
} from '../kernel/index.ts';
import { recordOf } from './record.ts';

/** One task of a scenario. */
export interface Actor {
  /** The word that schedules use. */
  readonly name: string;
  /** What it is and does, for readers. */
  readonly role: string;
  /** The process that it belongs to. */
  readonly process: number;
  readonly run: (t: Thread) => Path<unknown>;
}

/** What runs, and how it is told: all that a replay needs. */
export interface Scenario {
  /** Stable: it is a path and a word on the command line. */
  readonly id: string;
  /** What a reader wants to know, as a question that a design answers. */
  readonly question: string;
  readonly pages: number;
  readonly processes: number;
  /** The pages that lie in one entry of 2 MB, its head first, for each such entry. */
  readonly huge?: readonly (readonly number[])[];
  /** For each page: the page whose block it has. Its own, unless files share blocks. */
  readonly blocks?: readonly number[];
  /** For each page: the number of its file, where there are several files. */
  readonly files?: readonly number[];
  /** Processes that are not there yet: fork() makes them. */
  readonly children?: readonly number[];
  /** What a page has been through is kept, for situations that ask what a removal came after. */
  readonly history?: boolean;
  readonly actors: readonly Actor[];
  /** Actors that do the same, whichever of them is which: groups of names, see {@link crowded}. */
  readonly alike?: readonly (readonly string[])[];
  /** The designs that it is checked under: all that have been code or were proposed, and what else is of interest. */
  readonly designs: readonly string[];
  /** The two designs of the figure. Links on the example's page leave them out: they are for ever. */
  readonly pair: readonly [left: string, right: string];
  /** The schedule that the figure tells, in steps of the left design. */
  readonly told: string;
}

/** A scenario under a design, ready to be replayed: nothing is asked of it yet. */
export function systemOf(scenario: Scenario, { choices, tree }: Design): Model<State, Note> {
  const { pages, processes, huge, files = [0], actors, children = [], history } = scenario;
  const layout = layoutOf(scenario, choices);
  const kernel: Kernel = { choices, tree, layout, tasks: actors.map(({ name }) => name), history };
  return {
    record: recordOf({
      pages,
      processes,
      huge: huge !== undefined,
      files: Math.max(...files) + 1,
      tasks: actors.length,
      history,
      forks: children.length > 0,
    }),
    initial: (s) => {
      for (const page of s.page) page.refcount = choices.idle;
      for (const [i, process] of s.process.entries()) process.vma = children.includes(i) ? 0 : 1;
    },
    tasks: actors.map(({ name, process, run }, i) => ({
      name,
      program: function* () {
        // What was asked for before a path begins, by the layout or by another task, is no part of it.
        readsOf(choices)?.take();
        yield* run({ me: i + 1, process, kernel });
      } satisfies Program<State, Note>,
    })),
    properties: [],
  };
}

/** Throws a {@link ModelError} if `schedule` names a task that the scenario does not have. */
export function checkTasks({ actors }: Scenario, schedule: Schedule): void {
  const stranger = schedule.find((task) => !actors.some(({ name }) => name === task));
  if (stranger === undefined) return;
  throw new ModelError(
    `the schedule names '${brief(stranger)}', but the tasks here are ${actors.map(({ name }) => name).join(', ')}`,
  );
}

/** Throws a {@link ModelError} if the scenario is not checked under `design`, or under the one that it changes choices of, `v6.15+gupRechecks=no`. */
export function checkDesign({ id, designs }: Scenario, design: string): void {
  if (designs.includes(withoutChanges(design))) return;
  throw new ModelError(
    `example ${id} is not checked under ${brief(design)}; it is under ${designs.join(', ')}`,
  );
}
