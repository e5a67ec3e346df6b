import data from './figures.json' with { type: 'json' };
import swarm from './swarm.json' with { type: 'json' };
import weights from './weights.json' with { type: 'json' };

/**
 * What `npm run bench -- --record` measured, once, on one machine; and, each at a time of its own, `npm run bench -- swarm --record` and
 * `npm run bench -- weights --record`.
 */
export interface Figures {
  /** Year, month and day. */
  readonly date: string;
  readonly machine: string;
  readonly node: string;
  /** Spin's version, and how verifiers are made and run; null where there is no Spin. */
  readonly spin: { readonly version: string; readonly whole: string; readonly reduced: string } | null;
  /** How many runs each time is the median of, but for one that is marked. */
  readonly runs: number;
  readonly models: readonly Measured[];
  /** Scenarios of many tasks that are alike: one that fails, one that holds. */
  readonly verdicts: readonly Decided[];
  readonly matrix: { readonly results: number; readonly seconds: number };
  /** Searches of missed-wakeup, current code, in Chromium: as of any model, and as of one that tests have examined. */
  readonly browser: { readonly version: string; readonly examined: InPage; readonly known: InPage };
  readonly aims: readonly Aim[];
  readonly swarm: Swarm;
  readonly weights: Weights;
}

/** Milliseconds: the first search in a fresh page, and later ones there. */
export interface InPage {
  readonly cold: number;
  readonly warm: number;
}

/** One model, searched whole. */
export interface Measured {
  readonly name: string;
  readonly title: string;
  readonly states: number;
  readonly transitions: number;
  /** Medians. */
  readonly seconds: number;
  /** Bytes that the search holds at its end, slack included. */
  readonly bytes: number;
  readonly runs: number;
  /** What Spin's verifier takes for the same states and moves; null where it was not run. */
  readonly spin: { readonly seconds: number } | null;
}

/** A scenario of which all was decided that is asked: states of which each stands for others, and what Spin leaves of them, no property asked. */
export interface Decided {
  readonly title: string;
  readonly states: number;
  readonly seconds: number;
  readonly spin: { readonly states: number; readonly seconds: number } | null;
}

/** One thing that is aimed at: what was measured, and at least or at most what. */
export interface Aim {
  readonly what: string;
  readonly measured: number;
  readonly aim: number;
  readonly least: boolean;
}

/** A scenario that is too large for one verifier. */
export interface Swarm {
  /** Year, month and day. */
  readonly date: string;
  readonly machine: string;
  /** What prints the script. */
  readonly command: string;
  /** All states of the scenario. */
  readonly states: number;
  /** The checker's search, which decides all that is asked: states that stand for others. */
  readonly ours: { readonly states: number; readonly seconds: number };
  /** Seconds until the script was printed. */
  readonly made: number;
  /** For each claim of a search, at most. */
  readonly minutes: number;
  /** Of the table of a search. */
  readonly tableBytes: number;
  /** Of a state, as the verifier has it. */
  readonly stateBytes: number;
  /** Whether a failure was found. */
  readonly found: boolean;
  /** For each search and claim: how many states it came to, and how long it took. */
  readonly searches: readonly (readonly {
    readonly claim: string;
    readonly states: number;
    readonly seconds: number;
  }[])[];
}

/** What a browser is sent for pages before anybody clicks, in bytes, compressed. */
export interface Weights {
  /** Year, month and day. */
  readonly date: string;
  readonly pages: readonly {
    readonly title: string;
    readonly whose: 'ours' | 'theirs';
    readonly html: number;
    readonly css: number;
    readonly js: number;
    readonly fonts: number;
    readonly other: number;
  }[];
}

export const figures: Figures = { ...data, swarm, weights: weights as Weights };

/** Whether it was reached, and if not, by how much it was missed, as a factor. */
export const outcomeOf = ({
  measured,
  aim,
  least,
}: Aim): { readonly reached: boolean; readonly by: number } => {
  const by = least ? aim / measured : measured / aim;
  return { reached: by <= 1, by };
};
