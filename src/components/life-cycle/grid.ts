import { type LifeCycle, pinnedWords, placeWords, type Stage } from '../../sim/lifecycle/index.ts';
import { countsWords } from '../../sim/lifecycle/text.ts';

/**
 * Where each condition stands. Its place says what it is: the further down, the more page tables map the page; the
 * further right, the more pins it has; on the left the entry has dropped its reference. So a condition is at the same
 * place under every design, and almost every step leads to a neighbour.
 */
export interface Box {
  readonly stage: Stage;
  readonly row: number;
  readonly column: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** The condition, without what is said over its column. */
  readonly words: string;
  readonly settled: string;
  readonly passing: string;
}

export interface Grid {
  /** In the order of rows, and within a row of columns. */
  readonly boxes: readonly Box[];
  /** What the conditions of each column have in common. */
  readonly heads: readonly { readonly left: number; readonly text: string }[];
}

/** Lengths are CSS pixels at the picture's smallest size, where its letters are 12 px. */
const HEIGHT = 59;
/** Between rows: room for two names. */
const ROW_GAP = 42;
/** Between columns: room for `gup_fast_pte_range()`. */
const COLUMN_GAP = 152;
const HEADS = 22;
/** Letters and digits of wide 12 px fonts, on average. */
const LETTER = 7.5;
const DIGIT = 7;
const PADDING = 8;

/** Lays the conditions of a life out. */
export function gridOf({ stages }: LifeCycle): Grid {
  const rows = ranks(stages, rowRank);
  const columns = ranks(stages, columnRank);
  const widths = columns.map((rank) => widest(stages.filter((stage) => columnRank(stage) === rank)));
  const left = (column: number) =>
    widths.slice(0, column).reduce((sum, width) => sum + width + COLUMN_GAP, 0);
  const boxes = stages.map((stage) => {
    const row = rows.indexOf(rowRank(stage));
    const column = columns.indexOf(columnRank(stage));
    const top = HEADS + row * (HEIGHT + ROW_GAP);
    const x = left(column);
    return {
      ...textOf(stage),
      ...{ stage, row, column, left: x, right: x + widths[column], top, bottom: top + HEIGHT },
    };
  });
  return {
    boxes: boxes.sort((a, b) => a.row - b.row || a.column - b.column),
    heads: columns.map((rank, column) => ({ left: left(column), text: headOf(rank) })),
  };
}

const ranks = (stages: readonly Stage[], rank: (stage: Stage) => number): number[] =>
  [...new Set(stages.map(rank))].sort((a, b) => a - b);

const blocks = ['gone', 'other', 'free', 'busy', 'file'] as const;

/** A block that is not the file's is above; an entry, and then each mapping, is one further down. */
function rowRank({ condition: { block, entry, mapped } }: Stage): number {
  return blocks.indexOf(block) * 1000 + (entry === 'absent' ? 0 : 100) + mapped;
}

function columnRank({ condition: { entry, pins } }: Stage): number {
  return entry === 'zapped' ? -1 - pins : pins;
}

function headOf(rank: number): string {
  const pins = rank < 0 ? -1 - rank : rank;
  return `${rank < 0 ? 'entry zapped, ' : ''}${pinnedWords(pins) || 'not pinned'}`;
}

function textOf({ condition, settled, passing }: Stage): Pick<Box, 'words' | 'settled' | 'passing'> {
  const words = placeWords(condition.entry === 'zapped' ? { ...condition, entry: 'present' } : condition);
  return { words, settled: countsWords(settled), passing: countsWords(passing) };
}

function widest(stages: readonly Stage[]): number {
  const widths = stages
    .map(textOf)
    .map(({ words, passing }) => Math.max(words.length * LETTER, passing.length * DIGIT));
  return Math.ceil(Math.max(...widths)) + PADDING;
}
