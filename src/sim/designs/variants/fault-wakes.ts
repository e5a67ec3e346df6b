import type { Remedy } from '../design.ts';

/** A remedy: a fault that maps the page again wakes the sleeper, who unmaps it again. */
export const faultWakes: Remedy = {
  id: 'fault-wakes',
  title: 'a fault wakes',
  choices: {
    afterWakeUp: 'scans again',
    faultWakes: true,
  },
  costs:
    'Code in the DAX fault only: a wake_up_var() for each page-table entry that is made, and a wait that ends in another ' +
    'scan. Each touch meanwhile costs the application a fault, and truncate a pass. If the pass comes between a fault of ' +
    'GUP and its look at what it faulted in, GUP faults again, as often as that happens. A mapping that needs no second ' +
    'fault stays.',
};
