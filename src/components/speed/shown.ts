import type { Figures } from '../../speed/figures.ts';
import { costs, memory, pages, speeds, type Table, verdicts } from '../../speed/tables.ts';

/** The tables that a chapter can show, by the word that it uses. */
export const shown = { speeds, costs, memory, verdicts, pages } satisfies Record<
  string,
  (of: Figures) => Table
>;

export type Shown = keyof typeof shown;
