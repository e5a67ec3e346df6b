import { WIDTH, wrap } from '../../text/layout.ts';
import type { Scenario } from '../scenario/index.ts';
import { cellLines } from './cell-lines.ts';
import { fold, isFold } from './fold.ts';
import type { Cell, Pair } from './pair.ts';

/**
 * Two designs on one schedule, as two columns:
 *
 *      task   v5.18                           proposal of July 2022
 *      ----   ------------                    -----------------
 *     1-5 app  mmap_read_lock(), ... dax_insert_entry()
 *       6 app  vmf_insert_mixed()              vmf_insert_mixed()
 *                PTE none -> present             refcount 0 -> 1
 */
export function sideBySide({ actors }: Scenario, { designs, rows, ending }: Pair): string[] {
  const nameWidth = Math.max(...actors.map(({ name }) => name.length));
  const numberWidth = rows.length < 100 ? 4 : `${rows.length}-${rows.length}`.length;
  const margin = numberWidth + 1 + nameWidth + 2;
  const column = Math.floor((WIDTH - margin - 1) / 2);
  const line = (label: string, left: string, right: string) =>
    `${label.padEnd(margin)}${left.padEnd(column)} ${right}`.trimEnd();
  const [left, right] = designs;

  const out: string[] = [];
  const beside = (label: string, leftLines: string[], rightLines: string[]) => {
    const [a, b] = [leftLines, rightLines].map((lines) => lines.flatMap((text) => fitLine(text, column)));
    for (let i = 0; i < Math.max(a.length, b.length); i++)
      out.push(line(i === 0 ? label : '', a[i] ?? '', b[i] ?? ''));
  };
  beside('', [left.title], [right.title]);
  beside('', [left.what], [right.what]);
  beside('', ['-'.repeat(column)], ['-'.repeat(column)]);
  for (const item of fold(rows)) {
    if (isFold(item)) {
      const { rows: folded, task } = item;
      const numbers = `${folded[0].number}-${folded[folded.length - 1].number}`;
      const label = `${numbers.padStart(numberWidth)} ${task}`.padEnd(margin);
      const functions = wrap(`(${folded.map((row) => nameOf(row.left)).join(', ')})`, WIDTH - margin);
      for (const [i, text] of functions.entries()) out.push((i === 0 ? label : ' '.repeat(margin)) + text);
    } else
      beside(
        `${String(item.number).padStart(numberWidth)} ${item.task}`,
        cellLines(item.left),
        cellLines(item.right),
      );
  }
  out.push('');
  beside('', [`*** ${ending.left.words} ***`], [`*** ${ending.right.words} ***`]);
  return out;
}

const nameOf = (cell: Cell): string => (cell?.kind === 'moved' ? cell.fn : '');

/** Breaks one line of a cell, keeping its indent and going in by two more. */
export function fitLine(text: string, width: number): string[] {
  const indent = /^ */.exec(text)?.[0] ?? '';
  return wrap(text.trim(), width - indent.length, '  ').flatMap((line) => {
    const lines: string[] = [];
    let rest = indent + line;
    while (rest.length > width) {
      const at = rest.lastIndexOf('_', width - 1) + 1 || width; // kernel names break after an underscore
      lines.push(rest.slice(0, at));
      rest = `${indent}  ${rest.slice(at)}`;
    }
    return [...lines, rest];
  });
}
