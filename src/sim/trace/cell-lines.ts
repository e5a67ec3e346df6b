import type { Cell } from './pair.ts';

/** A cell in words: what ran, then a line for each thing that came of it. Empty for an empty cell. */
export function cellLines(cell: Cell): string[] {
  switch (cell?.kind) {
    case undefined:
      return [];
    case 'blocked':
      return ['cannot move:', `  ${cell.why}`];
    case 'absent':
      return [`*** no wake-up for ${cell.sleeper} ***`];
    case 'moved':
      return [
        cell.fn,
        ...(cell.says ? [`  ${cell.says}`] : []),
        ...cell.deltas.map(({ name, from, to }) => `  ${name} ${from} -> ${to}`),
        ...cell.held.map((words) => `  ${words}`),
        ...cell.woke.map((task) => `  wakes ${task}`),
        ...(cell.missed ? [`  *** no wake-up for ${cell.missed} ***`] : []),
      ];
  }
}
