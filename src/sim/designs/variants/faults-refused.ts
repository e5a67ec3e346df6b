import type { Variant } from '../design.ts';

/** A remedy: faults are refused with SIGBUS while somebody sleeps on a page of the file. */
export const faultsRefused: Variant = {
  id: 'faults-refused',
  title: 'faults are refused',
  choices: {
    faultsMeanwhile: 'refused',
  },
};
