import type { Cell, Row } from './pair.ts';

/** Steps of one task, the same on both sides, in which nothing happens that the figure is about. */
export interface Fold {
  readonly task: string;
  readonly rows: readonly Row[];
}

/** The variables that the figure is about. */
const telling: ReadonlySet<string> = new Set([
  'page.refcount',
  'page.mapcount',
  'page.owner',
  'page.dma',
  'process.pte',
  'process.vma',
  'process.opened',
]);

/** Puts runs of two and more quiet rows of one task together. Every row is in the result once, in order. */
export function fold(rows: readonly Row[]): (Row | Fold)[] {
  const out: (Row | Fold)[] = [];
  for (let i = 0; i < rows.length; ) {
    let end = i;
    while (end < rows.length && rows[end].task === rows[i].task && isQuiet(rows[end])) end++;
    if (end - i >= 2) {
      out.push({ task: rows[i].task, rows: rows.slice(i, end) });
      i = end;
    } else out.push(rows[i++]);
  }
  return out;
}

/** True for a {@link Fold}. */
export function isFold(item: Row | Fold): item is Fold {
  return 'rows' in item;
}

function isQuiet({ left, right, parts }: Row): boolean {
  return !parts && isQuietCell(left) && isQuietCell(right) && sameAt(left, right);
}

/** It woke nobody, owes nobody a wake-up, found what one expects, and changed nothing that the figure is about. */
function isQuietCell(cell: Cell): boolean {
  return (
    cell?.kind === 'moved' &&
    cell.missed === null &&
    cell.woke.length === 0 &&
    cell.says === '' &&
    !cell.deltas.some(({ variable }) => telling.has(variable))
  );
}

function sameAt(left: Cell, right: Cell): boolean {
  return left?.kind === 'moved' && right?.kind === 'moved' && left.at === right.at && left.fn === right.fn;
}
