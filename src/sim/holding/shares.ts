import type { Holders } from '../trace/holders.ts';

/** What kind of holder a share of a count belongs to; a task's is what GUP has handed out to it. */
export type Kind = 'idle' | 'pte' | 'entry' | 'task' | 'other';

/** Names as src/sim/trace/holders.ts gives them. What GUP has grabbed will be the task's; a fault, a fork and a batch are of a mapping. */
const kinds: readonly (readonly [RegExp, Kind])[] = [
  [/^idle$/, 'idle'],
  [/^PTE\[|'s (fault|fork|batch)$/, 'pte'],
  [/^DAX entry$/, 'entry'],
  [/^another file$/, 'other'],
  [/^\S+('s grab)?$/, 'task'],
];

/** Whose share it is that stands under this name. Throws an Error for a name that no holder has. */
export function kindOf(who: string): Kind {
  const kind = kinds.find(([name]) => name.test(who))?.[1];
  if (kind === undefined) throw new Error(`nobody knows who '${who}' is`);
  return kind;
}

/** What each kind of holder has of a page. */
export function sharesOf(held: Holders[number]): Record<Kind, number> {
  const shares = { idle: 0, pte: 0, entry: 0, task: 0, other: 0 };
  for (const [who, references] of Object.entries(held)) shares[kindOf(who)] += references;
  return shares;
}
