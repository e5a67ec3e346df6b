import type { Variant } from '../design.ts';

/** A remedy: an unpin wakes the sleeper, whatever it leaves, as no other put does; the rest as in every-put-wakes. */
export const unpinWakes: Variant = {
  id: 'unpin-wakes',
  title: 'every unpin wakes',
  choices: {
    sleeperWaitsFor: 'refcount == mapcount',
    gupPutWakesAt: 'any count',
  },
};
