import type { Packed } from '../checker/index.ts';
import { kernelRecord, type Scale, type State } from '../kernel/index.ts';

const known = new Map<string, Packed<State>>();

/** The record for a scenario of this scale: laid out once, for all that have the same. */
export function recordOf(scale: Scale): Packed<State> {
  const name = JSON.stringify(Object.entries(scale).sort());
  const record = known.get(name) ?? kernelRecord(scale);
  known.set(name, record);
  return record;
}
