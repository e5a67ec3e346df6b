import type { Choice, Landmark } from '../../sim/kernel/index.ts';

/** The model's code of each step, for figures to show: what `code.json` has. */
export interface CodeData {
  readonly definitions: readonly Definition[];
  /** For each step: the definitions that make it, the one that names it first, and which of their lines, from 1 in the file. */
  readonly steps: Readonly<Record<Landmark, readonly Made[]>>;
}

export interface Definition {
  /** "src/sim/kernel/put.ts". */
  readonly file: string;
  /** Of its first line, from 1. */
  readonly line: number;
  /** Its lines, highlighted by Shiki at build. */
  readonly html: readonly string[];
  /** For each line: the choices that it asks for. */
  readonly choices: readonly (readonly Choice[])[];
}

/** A definition, by its place in {@link CodeData.definitions}, and the lines of it. */
export type Made = readonly [definition: number, lines: readonly (readonly [first: number, last: number])[]];
