import type { Variant } from '../design.ts';

/** A remedy: the sleeper wakes by itself every now and then, unmaps everything again and looks. */
export const polls: Variant = {
  id: 'polls',
  title: 'polls',
  choices: {
    afterWakeUp: 'scans again',
    wakesByItself: true,
  },
};
