import type { Variant } from '../design.ts';

/** A remedy: truncate keeps the DAX entry of the page that it sleeps on locked, so that no fault can map that page. */
export const entryLocked: Variant = {
  id: 'entry-locked',
  title: 'keeps the entry locked',
  choices: {
    entryAsleep: 'locked',
  },
};
