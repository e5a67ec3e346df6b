import type { Variant } from '../design.ts';

/** A remedy: truncate waits for what it scans for, a count that is all mappings, and every put that leaves that wakes it. */
export const waitForMappings: Variant = {
  id: 'wait-for-mappings',
  title: 'waits until only mappings are left',
  choices: {
    sleeperWaitsFor: 'refcount == mapcount',
    gupPutWakesAt: 'the mapcount',
    putPageWakesAt: 'the mapcount',
    folioPutWakesAt: 'the mapcount',
  },
};
