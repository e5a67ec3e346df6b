import type { Choices, CodeBase } from '../kernel/index.ts';

/** A refcount design: its choices, and what readers call it. */
export interface Design {
  /** Stable: it is in links. */
  readonly id: string;
  /** A few words, as they stand over a column. */
  readonly title: string;
  /** When it was the code, or who proposed it. */
  readonly when: string;
  /** Whose functions its steps are named after. */
  readonly code: CodeBase;
  readonly choices: Choices;
}
