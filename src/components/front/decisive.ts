import type { Example } from '../../sim/scenario/index.ts';
import { toldPair } from '../../sim/trace/index.ts';
import type { Pair, Row } from '../../sim/trace/pair.ts';

/** Rows after the one in which two designs part. */
const AFTER = 2;

/** The rows of an example's told schedule that decide it: what the sleeper waits for, where the designs part, and what comes of it. Throws if they do not part. */
export function decisiveRows(example: Example): { readonly pair: Pair; readonly rows: readonly Row[] } {
  const pair = toldPair(example);
  const parting = pair.rows.findIndex(({ parts }) => parts);
  if (parting < 0) throw new Error(`the designs of ${example.id} do not part in what it tells`);
  const sleeps = pair.rows
    .slice(0, parting)
    .findLast(({ left }) => left?.kind === 'moved' && left.at === 'wait.test');
  return { pair, rows: [...(sleeps ? [sleeps] : []), ...pair.rows.slice(parting, parting + 1 + AFTER)] };
}
