import type { Remedy } from '../design.ts';

/** A remedy: an unpin wakes the sleeper, whatever it leaves, as no other put does; the rest as in every-put-wakes. */
export const unpinWakes: Remedy = {
  id: 'unpin-wakes',
  title: 'every unpin wakes',
  choices: {
    sleeperWaitsFor: 'refcount == mapcount',
    gupPutWakesAt: 'any count',
  },
  costs:
    'Each unpin calls wake_up_var(), in gup_put_folio(), and no other put does. So a FOLL_GET reference that goes by another ' +
    'put wakes nobody, nor does a mapping that goes: the gap of July 2022 again.',
};
