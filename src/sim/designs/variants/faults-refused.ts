import type { Remedy } from '../design.ts';

/** A remedy: faults are refused with SIGBUS while somebody sleeps on a page of the file. */
export const faultsRefused: Remedy = {
  id: 'faults-refused',
  title: 'faults are refused',
  choices: {
    faultsMeanwhile: 'refused',
  },
  costs:
    'The application gets SIGBUS for a page that the file has, and GUP an error; and the file keeps the page if a signal ' +
    'ends the truncate.',
};
