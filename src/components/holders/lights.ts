import { type Holder, kindOf } from '../../sim/holding/index.ts';
import { PIN_BIAS } from '../../sim/kernel/index.ts';
import type { Example } from '../../sim/scenario/index.ts';
import { type Cell, type Picture, toldPair } from '../../sim/trace/index.ts';
import { rowId } from '../../sim/trace/link.ts';

/** Where the share of a holder changes in a figure, on one side. */
export interface Light {
  /** To the first row in which it does. */
  readonly href: string;
  /** The names that it has in the figure: GUP's are the task's, and what the task has grabbed. */
  readonly names: readonly string[];
}

/** For each side of the figure that `example` tells: its holders with a share that changes. */
export function lightsOf(example: Example): Record<'left' | 'right', Partial<Record<Holder, Light>>> {
  const { rows } = toldPair(example);
  const [left, right] = example.pair;
  const side = (which: 'left' | 'right') => {
    const cells = rows.map((row) => ({ number: row.number, held: heldIn(row[which]) }));
    const most = new Map<string, number>();
    for (const { held } of cells)
      for (const [who, n] of Object.entries(held ?? {})) most.set(who, Math.max(n, most.get(who) ?? 0));
    const names = [...most].map(([who, n]) => [who, holderOf(who, n)] as const);
    const holders = [...new Set(names.flatMap(([, holder]) => holder ?? []))];
    return Object.fromEntries(
      holders.map((holder) => {
        const own = names.filter(([, of]) => of === holder).map(([who]) => who);
        const first = cells.find(({ held }) => own.some((who) => held?.[who]));
        const href = `#${rowId({ example: example.id, left, right }, first?.number ?? 1)}`;
        // A figure of one process calls its entry a PTE, one of several says whose; light.ts asks for neither.
        return [holder, { href, names: [...new Set(own.map((who) => who.replace(/\[.*/, '')))] }];
      }),
    );
  };
  return { left: side('left'), right: side('right') };
}

const heldIn = (cell: Cell): Picture['holders'][number] | null => cell?.after.holders[0] ?? null;

/** Whose name it is, of somebody that had at most so many references. */
function holderOf(who: string, most: number): Holder | null {
  const kind = kindOf(who);
  if (kind === 'pte' || kind === 'entry') return kind;
  return kind === 'task' ? (most >= PIN_BIAS ? 'pin' : 'get') : null;
}
