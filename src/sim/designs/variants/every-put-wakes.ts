import type { Variant } from '../design.ts';

/** A remedy: every put of the page wakes the sleeper, who then asks what the scan asks. */
export const everyPutWakes: Variant = {
  id: 'every-put-wakes',
  title: 'every put wakes',
  choices: {
    sleeperWaitsFor: 'refcount == mapcount',
    gupPutWakesAt: 'any count',
    putPageWakesAt: 'any count',
    folioPutWakesAt: 'any count',
  },
};
