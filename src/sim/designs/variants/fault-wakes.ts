import type { Variant } from '../design.ts';

/** A remedy: a fault that maps the page again wakes the sleeper, who unmaps it again. */
export const faultWakes: Variant = {
  id: 'fault-wakes',
  title: 'a fault wakes',
  choices: {
    afterWakeUp: 'scans again',
    faultWakes: true,
  },
};
