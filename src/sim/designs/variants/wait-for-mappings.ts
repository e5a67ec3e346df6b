import type { Variant } from '../design.ts';

/**
 * A remedy: truncate waits for what it scans for, a count that is all mappings, and every put that leaves that wakes it.
 * The put reads the mapcount in the same RCU read-side section in which it has dropped its reference.
 */
export const waitForMappings: Variant = {
  id: 'wait-for-mappings',
  title: 'waits until only mappings are left',
  choices: {
    sleeperWaitsFor: 'refcount == mapcount',
    gupPutWakesAt: 'mapcount, read under RCU',
    putPageWakesAt: 'mapcount, read under RCU',
    folioPutWakesAt: 'mapcount, read under RCU',
  },
};
