import type { Remedy } from '../design.ts';

/** A remedy: faults wait, before they take invalidate_lock, while somebody sleeps on a page of the file. */
export const faultsWait: Remedy = {
  id: 'faults-wait',
  title: 'faults wait for the sleeper',
  choices: {
    faultsMeanwhile: 'made to wait',
  },
  costs:
    'Every fault of the file sleeps as long as the pin is held, as with the lock kept, and who must fault to let go of a ' +
    'pin never does. A flag in the inode stands in place of the lock, so the wait could take signals.',
};
