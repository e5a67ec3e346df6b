import { troublesIn } from '../../lab/kernel-log.ts';
import { countsOf, type Seen, sentenceOf } from './cell.ts';
import { recordingOf, rowOf, type StepRow, seenAt, tracesOf } from './recording.ts';
import { versionsOf } from './words.ts';

/** What a claim or an example has in common with recordings: what was seen, or why nothing was. */
export type Sightings =
  | { readonly seen: readonly [Sighting, ...Sighting[]]; readonly unseen?: string }
  | {
      /** Why; completes "Not seen: …". No full stop. */
      readonly unseen: string;
    };

/** A step of a scenario that shows something. */
export interface Sighting {
  readonly scenario: string;
  readonly step: string;
  /** Series with commas between them; all that did the step, if not said. */
  readonly kernels?: string;
  /** What it shows: a sentence. */
  readonly shows: string;
  /** What makes that so. Each of these recordings is asked, and one that says otherwise stops the build. */
  readonly is: Expected;
  /** How it bears on what it is shown for; `for`, if not said. */
  readonly bearing?: 'for' | 'against' | 'beyond' | 'beside';
}

/** What a sentence about a step relies on. No counts in it: those are read from the recordings. */
export interface Expected {
  /**
   * The count: at `rest`, as if nobody used the page; held by `mappings` alone, one for each; or by `pins` too. As
   * `evidence`: what the claim's own evidence says that the model counts.
   */
  readonly count?: 'rest' | 'mappings' | 'pins' | 'evidence';
  /** Calls that have not returned: these and no others. */
  readonly blocked?: readonly string[];
  /** The task state of each of them. */
  readonly state?: 'S' | 'D' | 'R' | 'X';
  /** Calls that returned in this step: these and no others. */
  readonly returned?: readonly string[];
  /** What those that returned came to, in that order: ok, an errno, or died. */
  readonly ended?: readonly string[];
  /** Of the step's own call: ok, died, SIGBUS, or an errno. */
  readonly result?: string;
  /** The struct page is gone. */
  readonly gone?: true;
  /** What was read were another file's bytes. */
  readonly foreign?: true;
  /** A function in which the kernel warned, or died. */
  readonly log?: string;
  /** The last line of a program of lab/reproduce. */
  readonly verdict?: string;
}

/** A step as readers are told of it. */
export interface SeenStep {
  readonly scenario: string;
  readonly row: StepRow;
  /** One for each group of kernels that came out equal. */
  readonly on: readonly {
    /** "Linux 6.18.15-1~bpo13+1, 7.2.12-1 on ext4 and xfs" */
    readonly kernels: string;
    /** "refcount 1, mapcount 1; t: truncate asleep in …" */
    readonly what: string;
  }[];
}

/** What was seen after a step. Throws, with what there is, for a scenario, step or kernel that is not there. */
export function seenStep(scenario: string, step: string, kernels?: string): SeenStep {
  const { columns, fileSystems } = recordingOf(scenario, { kernels, steps: `${step},${step}` });
  const on = columns.flatMap(({ traces, title }) => {
    const [first, ...others] = seenAt(scenario, step, traces);
    if (!first) return [];
    const where = fileSystems === '' ? ` (${title})` : ` on ${fileSystems.replace(' alike', '')}`;
    return {
      kernels: `Linux ${versionsOf(traces)}${where}`,
      what: sentenceOf([first, ...others]),
    };
  });
  return { scenario, row: rowOf(scenario, step), on };
}

/**
 * The step of a sighting, as readers are told of it. `counts` is what `count: 'evidence'` may be. Throws, with the
 * recording and what it has, where one is not as expected.
 */
export function sightedStep(sighting: Sighting, counts: readonly number[] = []): SeenStep {
  const { scenario, step, kernels, is } = sighting;
  const told = seenStep(scenario, step, kernels);
  const wanted = Object.entries(is);
  if (wanted.length === 0) throw new Error(`${scenario}/${step}: nothing is relied on`);
  for (const seen of seenAt(scenario, step, tracesOf(kernels))) {
    const found = foundIn(seen, counts);
    for (const [what, value] of wanted) {
      const has = found[what as keyof Expected];
      if (has.some((one) => JSON.stringify(one) === JSON.stringify(value))) continue;
      const { kernel, fs } = seen.trace;
      throw new Error(
        `${scenario}/${step} on ${kernel} ${fs}: ${what} should be ${JSON.stringify(value)}, the recording has ` +
          (has.length > 0 ? has.map((one) => JSON.stringify(one)).join(', ') : 'none'),
      );
    }
  }
  return told;
}

/** Everything that may be expected of a step that was seen. */
function foundIn({ trace, step }: Seen, evidence: readonly number[]): Record<keyof Expected, unknown[]> {
  const { blocked = [], returned = [] } = step;
  const [page] = Object.values(step.pages);
  const counts = page && countsOf(page);
  return {
    count: counts
      ? [heldBy(counts.ref - trace.idle, counts.map), ...(evidence.includes(counts.ref) ? ['evidence'] : [])]
      : [],
    blocked: [blocked.map(({ op }) => op)],
    state: [...new Set(blocked.map(({ state }) => state))],
    returned: [returned.map(({ op }) => op)],
    ended: [returned.map(({ result }) => result)],
    result: [step.result],
    gone: page && !counts ? [true] : [],
    foreign: step.op === 'drain' && step.foreign ? [true] : [],
    log: troublesIn(step).map(({ fn }) => fn),
    verdict: step.op === 'program' ? [step.verdict] : [],
  };
}

/** What holds a page whose count is `over` above rest, and of which `map` mappings are counted. */
function heldBy(over: number, map: number): Expected['count'] {
  if (over === 0) return 'rest';
  return over === map ? 'mappings' : 'pins';
}
