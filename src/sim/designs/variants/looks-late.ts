import type { Remedy } from '../design.ts';

/** The remedy wait-for-mappings with puts that read the mapcount after they have let go, and nothing that keeps the page there. */
export const looksLate: Remedy = {
  id: 'looks-late',
  title: 'only mappings, looked at late',
  choices: {
    sleeperWaitsFor: 'refcount == mapcount',
    gupPutWakesAt: 'mapcount, read after',
    putPageWakesAt: 'mapcount, read after',
    folioPutWakesAt: 'mapcount, read after',
  },
  costs:
    'Each put of such a page that was not the last compares two counters, folio_put() too, and in no RCU read-side section. ' +
    'Between decrement and look the page may lose its other holders, and the device its struct pages.',
};
