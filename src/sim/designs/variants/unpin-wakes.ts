import type { Variant } from '../design.ts';

/** A remedy: an unpin wakes the sleeper, whatever it leaves, as no other put does; the sleeper unmaps everything again. */
export const unpinWakes: Variant = {
  id: 'unpin-wakes',
  title: 'every unpin wakes',
  choices: {
    afterWakeUp: 'scans again',
    gupPutWakesAt: 'any count',
  },
};
