import type { Choices, Tree } from '../kernel/index.ts';

/** A refcount design: its choices, and what readers call it. */
export interface Design {
  /** Stable: it is in links. */
  readonly id: string;
  /** The releases that have it, or who proposed it and when: a few words, as they stand over a column. */
  readonly title: string;
  /** What is special about it, in a line. */
  readonly what: string;
  /** Whose functions its steps are named after. */
  readonly tree: Tree;
  readonly choices: Choices;
}

/** Some choices, to be made otherwise in a design: what one patch would change in it, or leave out. */
export interface Variant {
  /** Stable: links have it after the design's id and a plus sign, `gup-put+scan-unmapped`. */
  readonly id: string;
  /** A few words, as they stand after the design's title and a comma. */
  readonly title: string;
  readonly choices: Partial<Choices>;
}

/** A variant of v6.15 after which its truncate does not sleep on a mapping. */
export interface Remedy extends Variant {
  /** What it costs, in sentences: what a search does not say. */
  readonly costs: string;
}
