import type { Remedy } from '../design.ts';

/** A remedy: every put of the page wakes the sleeper, who then asks what the scan asks. */
export const everyPutWakes: Remedy = {
  id: 'every-put-wakes',
  title: 'every put wakes',
  choices: {
    sleeperWaitsFor: 'refcount == mapcount',
    gupPutWakesAt: 'any count',
    putPageWakesAt: 'any count',
    folioPutWakesAt: 'any count',
  },
  costs:
    'Each put of such a page calls wake_up_var(), folio_put() too. It compares nothing, and looks at no struct page when its ' +
    'own reference is gone; the sleeper tests more often in vain.',
};
