import { parseSchedule, type Schedule } from '../checker/index.ts';
import type { Design } from '../designs/index.ts';
import type { Scenario } from '../scenario/index.ts';
import { type Absent, type Blocked, type Ending, type Moved, Side } from './side.ts';

/** What one side shows in a row; null where that design has nothing to do there. */
export type Cell = Moved | Blocked | Absent | null;

/** One row of a figure: the same place in the kernel's path on both sides, as far as both have it. */
export interface Row {
  /** From 1. */
  readonly number: number;
  readonly task: string;
  readonly left: Cell;
  readonly right: Cell;
  /** The first row in which the sides do different things, not merely have different counts. */
  readonly parts: boolean;
}

/** Two designs side by side on one schedule. */
export interface Pair {
  readonly designs: readonly [left: Design, right: Design];
  readonly rows: readonly Row[];
  readonly ending: { readonly left: Ending; readonly right: Ending };
  /** What was replayed, and in whose steps. */
  readonly schedule: Schedule;
  readonly teller: Teller;
  /** For each row: how many words of the schedule it takes to come to it. */
  readonly words: readonly number[];
  /** Words of the schedule that have no row: the task had ended, or still could not move. */
  readonly idle: Schedule;
}

/** Whose steps a schedule is in. */
export type Teller = 'left' | 'right';

/**
 * Replays `schedule`, in steps of the left design or of `teller`'s, on both. A word moves that side one operation; the
 * other side goes to the same place in the kernel's path, so a step that only one design has stands alone in
 * its row. Where the task cannot move there, the word moves the other one. Throws a ModelError for a task that
 * the example does not have.
 */
export function pair(
  example: Scenario,
  leftDesign: Design,
  rightDesign: Design,
  schedule: Schedule,
  teller: Teller = 'left',
): Pair {
  if (teller === 'right') return turned(pair(example, rightDesign, leftDesign, schedule));
  const left = new Side(example, leftDesign);
  const right = new Side(example, rightDesign);
  const rows: Row[] = [];
  const idle: string[] = [];
  const words: number[] = [];
  let parted = false;
  let word = 0;

  const add = (task: string, leftCell: Cell, rightCell: Cell): void => {
    const ours = owed(leftCell, rightCell, lastOf(rows, 'left'));
    const theirs = owed(rightCell, leftCell, lastOf(rows, 'right'));
    if (ours === null && theirs === null) return;
    const parts = !parted && differ(ours, theirs);
    parted ||= parts;
    rows.push({ number: rows.length + 1, task, left: ours, right: theirs, parts });
    words.push(word);
    if (ours?.kind === 'absent') settle(rows, 'left');
    if (theirs?.kind === 'absent') settle(rows, 'right');
  };
  /** A side that cannot move says so once, as long as the reason stays the same; one that has finished is still. */
  const move = (side: Side, which: 'left' | 'right', task: string): Cell => {
    if (side.next(task) === null) return null;
    const cell = side.move(task);
    const before = lastOf(rows, which, task);
    return cell.kind === 'blocked' && before?.kind === 'blocked' && before.why === cell.why ? null : cell;
  };

  for (const task of schedule) {
    const before = rows.length;
    word++;
    const at = left.next(task);
    if (at !== null && left.canMove(task)) {
      while (right.canMove(task) && right.next(task) !== at && right.comesTo(task, at))
        add(task, null, right.move(task));
      const theirs = right.next(task);
      const alone = theirs !== null && theirs !== at && right.canMove(task) && left.comesTo(task, theirs);
      if (alone) {
        add(task, left.move(task), null);
        continue;
      }
    }
    const ours = move(left, 'left', task);
    add(task, ours, move(right, 'right', task));
    if (rows.length === before) idle.push(task);
  }
  return {
    designs: [left.design, right.design],
    rows,
    ending: { left: left.ending(), right: right.ending() },
    schedule,
    teller: 'left',
    words,
    idle,
  };
}

/** The same with the sides changed over. */
function turned({ designs: [left, right], rows, ending, ...rest }: Pair): Pair {
  return {
    designs: [right, left],
    rows: rows.map((row) => ({ ...row, left: row.right, right: row.left })),
    ending: { left: ending.right, right: ending.left },
    ...rest,
    teller: 'right',
  };
}

/** The last cell of a side that is not empty, of one task if it is named. */
function lastOf(rows: readonly Row[], side: 'left' | 'right', task?: string): Cell {
  return (
    rows.findLast((row) => row[side] !== null && (task === undefined || row.task === task))?.[side] ?? null
  );
}

/** The absence has a row of its own now: the step that owes the wake-up need not say so any more. */
function settle(rows: Row[], side: 'left' | 'right'): void {
  const at = rows.findLastIndex((row) => row[side]?.kind === 'moved');
  rows[at] = { ...rows[at], [side]: { ...rows[at][side], missed: null } };
}

/** An empty cell beside a wake-up, after a step that owes one, becomes the wake-up's absence. */
function owed(cell: Cell, beside: Cell, before: Cell): Cell {
  if (cell !== null || beside?.kind !== 'moved' || beside.woke.length === 0) return cell;
  if (before?.kind !== 'moved' || before.missed === null || before.task !== beside.task) return cell;
  return { kind: 'absent', task: beside.task, sleeper: before.missed, after: before.after };
}

/** A missed wake-up against none, a blocked task against one that moves, or two different places. */
function differ(a: Cell, b: Cell): boolean {
  if (a === null || b === null) return false;
  if (a.kind !== b.kind) return true;
  return a.kind === 'moved' && b.kind === 'moved' && (a.at !== b.at || a.missed !== b.missed);
}

/** The schedule that one side of the rows stands for, in steps of that side's design. */
export function scheduleOf(rows: readonly Row[], side: 'left' | 'right'): Schedule {
  return rows
    .filter((row) => row[side]?.kind === 'moved' || row[side]?.kind === 'blocked')
    .map(({ task }) => task);
}

/** The told schedule in steps of `left`: where that is not `teller`, whom it was told for, the same places. */
export function toldOn(example: Scenario, teller: Design, left: Design): Schedule {
  const told = parseSchedule(example.told);
  return left.id === teller.id ? told : scheduleOf(pair(example, teller, left, told).rows, 'right');
}
