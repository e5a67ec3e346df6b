import type { Variant } from '../design.ts';

/** The remedy wait-for-mappings with puts that read the mapcount while they still have their reference. */
export const looksEarly: Variant = {
  id: 'looks-early',
  title: 'only mappings, looked at early',
  choices: {
    sleeperWaitsFor: 'refcount == mapcount',
    gupPutWakesAt: 'mapcount, read before',
    putPageWakesAt: 'mapcount, read before',
    folioPutWakesAt: 'mapcount, read before',
  },
};
