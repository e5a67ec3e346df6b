import type { Variant } from '../design.ts';

/** A remedy: every put of the page wakes the sleeper, who unmaps everything again and looks. */
export const everyPutWakes: Variant = {
  id: 'every-put-wakes',
  title: 'every put wakes',
  choices: {
    afterWakeUp: 'scans again',
    gupPutWakesAt: 'any count',
    putPageWakesAt: 'any count',
    folioPutWakesAt: 'any count',
  },
};
