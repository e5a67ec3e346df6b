import type { FactId } from '../../facts/facts.ts';
import { parseSchedule } from '../checker/index.ts';
import type { Example } from '../scenario/index.ts';
import { pair } from './index.ts';

/** A kernel function that an example's told schedule goes through, and where it can be read. */
export interface Function {
  readonly fn: string;
  readonly facts: readonly FactId[];
}

/** The functions of both sides of the told schedule, in the order in which they first run. */
export function stepsOf(example: Example): Function[] {
  const [left, right] = example.pair;
  const found = new Map<string, Set<FactId>>();
  for (const row of pair(example, left, right, parseSchedule(example.told)).rows)
    for (const cell of [row.left, row.right]) {
      if (cell?.kind !== 'moved') continue;
      const facts = found.get(cell.fn) ?? new Set();
      found.set(cell.fn, facts.add(cell.fact));
    }
  return [...found].map(([fn, facts]) => ({ fn, facts: [...facts] }));
}
