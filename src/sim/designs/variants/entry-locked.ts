import type { Remedy } from '../design.ts';

/** A remedy: truncate keeps the DAX entry of the page that it sleeps on locked, so that no fault can map that page. */
export const entryLocked: Remedy = {
  id: 'entry-locked',
  title: 'keeps the entry locked',
  choices: {
    entryAsleep: 'locked',
  },
  costs:
    'Only faults of the page that is waited for sleep, with invalidate_lock held shared, and so does fsync() when it comes ' +
    'to that page. The entry has to be unlocked before invalidate_lock is taken back, for a fault takes them in the other ' +
    'order.',
};
