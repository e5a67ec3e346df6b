import type { Variant } from '../design.ts';

/** A remedy: truncate keeps invalidate_lock while it sleeps, so that no fault can come. */
export const keepLock: Variant = {
  id: 'keep-lock',
  title: 'keeps the lock asleep',
  choices: {
    lockAsleep: 'kept',
  },
};
