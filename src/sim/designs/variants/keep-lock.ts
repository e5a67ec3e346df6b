import type { Remedy } from '../design.ts';

/** A remedy: truncate keeps invalidate_lock while it sleeps, so that no fault can come. */
export const keepLock: Remedy = {
  id: 'keep-lock',
  title: 'keeps the lock asleep',
  choices: {
    lockAsleep: 'kept',
  },
  costs:
    'Every fault of the file sleeps as long as the pin is held, and no signal ends that. Who must fault to let go of a ' +
    'pin never does.',
};
