import type { Example } from '../../sim/examples/example.ts';

/**
 * What a figure is given when the page is built, over and above what it can compute in the browser: verdicts,
 * which take a search; coloured source, which takes a highlighter; and where facts can be read.
 */
export interface FigureData {
  /** The example's id. */
  readonly example: string;
  readonly designs: readonly DesignData[];
  /** Fact id to where it can be read. */
  readonly places: Readonly<Record<string, Place>>;
  /** Of the model's source: a link made on another model says so. */
  readonly fingerprint: string;
  /** Another pair of designs and another schedule than the example tells by itself. */
  readonly retold?: Pick<Example, 'pair' | 'told'>;
}

export interface DesignData {
  readonly id: string;
  readonly verdicts: readonly VerdictData[];
  /** The design's choices, as they stand in its source: its own file, then those of the variants added to it. */
  readonly source: readonly SourcePart[];
}

export interface VerdictData {
  readonly property: string;
  readonly title: string;
  readonly verdict: 'holds' | 'fails' | 'undecided';
  /** "holds in all 1,948 states". */
  readonly words: string;
  /** The shortest schedule that fails, in words; null if there is none. */
  readonly schedule: string | null;
}

export interface SourcePart {
  /** "src/sim/designs/gup-put.ts". */
  readonly file: string;
  readonly lines: readonly SourceLine[];
}

export interface SourceLine {
  /** Highlighted by Shiki at build. */
  readonly html: string;
  /** The choice that the line makes, if it makes one; `...` for all that no other line makes. */
  readonly choice: string | null;
}

export interface Place {
  readonly url: string;
  /** "mm/gup.c:197, v6.1.176". */
  readonly where: string;
}
