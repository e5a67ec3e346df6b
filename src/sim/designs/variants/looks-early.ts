import type { Remedy } from '../design.ts';

/** The remedy wait-for-mappings with puts that read the mapcount while they still have their reference. */
export const looksEarly: Remedy = {
  id: 'looks-early',
  title: 'only mappings, looked at early',
  choices: {
    sleeperWaitsFor: 'refcount == mapcount',
    gupPutWakesAt: 'mapcount, read before',
    putPageWakesAt: 'mapcount, read before',
    folioPutWakesAt: 'mapcount, read before',
  },
  costs:
    'Each put of such a page that was not the last compares two counters, folio_put() too. The put has its reference when it ' +
    'looks, so nothing can be gone. But if a mapping comes or goes between look and decrement, the put compares with a ' +
    'mapcount that is no longer so, and no later put need come.',
};
