import type { Landmark } from '../kernel/index.ts';
import type { Cell, Row } from './pair.ts';

/** Steps of one task, the same on both sides, in which nothing happens that the figure is about. */
export interface Fold {
  readonly task: string;
  readonly rows: readonly Row[];
}

/** Steps that are worth a row of their own although they change no count: what decides, sleeps or wakes. */
const telling: readonly Landmark[] = [
  'gup-fast.recheck',
  'gup-slow.follow',
  'break.scan',
  'wait.prepare',
  'wait.test',
  'wait.schedule',
  'wake',
];
const tellingDeltas = ['refcount', 'mapcount', 'block', 'DMA', 'PTE', 'VMA'];

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

function isQuietCell(cell: Cell): boolean {
  return (
    cell?.kind === 'moved' &&
    cell.missed === null &&
    !telling.includes(cell.at) &&
    !cell.says.includes(':') && // "no VMA: SIGSEGV": words with a colon say what follows
    !cell.deltas.some(({ name }) => tellingDeltas.some((word) => name.startsWith(word)))
  );
}

function sameAt(left: Cell, right: Cell): boolean {
  return left?.kind === 'moved' && right?.kind === 'moved' && left.at === right.at && left.fn === right.fn;
}
