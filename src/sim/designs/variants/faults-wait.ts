import type { Variant } from '../design.ts';

/** A remedy: faults wait, before they take invalidate_lock, while somebody sleeps on a page of the file. */
export const faultsWait: Variant = {
  id: 'faults-wait',
  title: 'faults wait for the sleeper',
  choices: {
    faultsMeanwhile: 'made to wait',
  },
};
