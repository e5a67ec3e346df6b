import type { Remedy } from '../design.ts';

/** A remedy: faults wait, before they take invalidate_lock, while somebody sleeps on a page of the file. */
export const faultsWait: Remedy = {
  id: 'faults-wait',
  title: 'faults wait for the sleeper',
  choices: {
    faultsMeanwhile: 'made to wait',
  },
  costs:
    'The same with a flag in the inode in place of the lock; the wait could take signals, as the lock does not.',
};
