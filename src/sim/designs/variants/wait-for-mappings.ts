import type { Remedy } from '../design.ts';

/**
 * A remedy: truncate waits for what it scans for, a count that is all mappings, and every put that leaves that wakes it.
 * The put reads the mapcount in the same RCU read-side section in which it has dropped its reference.
 */
export const waitForMappings: Remedy = {
  id: 'wait-for-mappings',
  title: 'waits until only mappings are left',
  choices: {
    sleeperWaitsFor: 'refcount == mapcount',
    gupPutWakesAt: 'mapcount, read under RCU',
    putPageWakesAt: 'mapcount, read under RCU',
    folioPutWakesAt: 'mapcount, read under RCU',
  },
  costs:
    'Each put of such a page that was not the last compares two counters, folio_put() too: a test on a path that v6.15 ' +
    'freed of one. From its decrement to that look the put is in an RCU read-side section, and relies on removal ' +
    'waiting for such sections.',
};
