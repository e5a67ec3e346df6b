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
    'The same, and nothing can be gone when the put looks. But a mapping that comes or goes between look and decrement ' +
    'makes it compare with a number that is no more, and no later put need come.',
};
