import type { Remedy } from '../design.ts';

/** A remedy: the sleeper wakes by itself every now and then, unmaps everything again and looks. */
export const polls: Remedy = {
  id: 'polls',
  title: 'polls',
  choices: {
    afterWakeUp: 'scans again',
    wakesByItself: true,
  },
  costs:
    'A timer in the wait. Truncate ends up to one period late, and each period unmaps the file once more, in vain while ' +
    'the pin is held. The model takes it that a period is longer than what GUP needs from a fault to its look.',
};
