import { WIDTH, wrap } from '../sim/text/layout.ts';
import type { Cell } from './cell.ts';
import type { Recording } from './recording.ts';

/** The table of a recording in 72 columns; where cells would not fit beside each other, step by step. */
export function recordingLines(recording: Recording): string[] {
  return tableLines(recording) ?? listLines(recording);
}

/** A function's name is the longest word there is, and needs this much. */
const NARROWEST = 22;
const FIRST = 22;

/** Null if a word is longer than a column. */
function tableLines({ rows, columns }: Recording): string[] | null {
  const width = Math.floor((WIDTH - FIRST) / columns.length) - 1;
  if (width < NARROWEST) return null;
  const widths = [FIRST, ...columns.map(() => width)];
  const table = [
    [['step'], ...columns.map(({ title }) => wrap(title, width))],
    ...rows.map(({ does }, i) => [
      wrap(does, FIRST, '  '),
      ...columns.map(({ cells }) => linesOf(cells[i]).flatMap((line) => wrap(line, width, '  '))),
    ]),
  ];
  if (table.some((row) => row.some((cell, i) => cell.some((line) => line.length > widths[i])))) return null;
  const [head, ...body] = table.map((row) => beside(row, widths));
  return [...head, widths.map((w) => '-'.repeat(w)).join(' '), ...body.flat()];
}

/** Cells that stand beside each other, in columns of these widths. */
function beside(cells: readonly (readonly string[])[], widths: readonly number[]): string[] {
  const height = Math.max(...cells.map((cell) => cell.length));
  return Array.from({ length: height }, (_, line) =>
    cells
      .map((cell, i) => (cell[line] ?? '').padEnd(widths[i]))
      .join(' ')
      .trimEnd(),
  );
}

function listLines({ rows, columns }: Recording): string[] {
  return rows.flatMap(({ does }, i) => [
    ...wrap(does, WIDTH, '  '),
    ...columns.flatMap(({ title, cells }) =>
      wrap(`${title}: ${linesOf(cells[i]).join('; ')}`, WIDTH - 2, '  ').map((line) => `  ${line}`),
    ),
  ]);
}

const linesOf = (cell: Cell): string[] => (cell === null ? ['-'] : cell.map(({ text }) => text));
