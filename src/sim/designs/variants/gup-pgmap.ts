import type { Variant } from '../design.ts';

/** GUP takes a reference on the pgmap while it works, as it did up to v6.14, whatever the counts are. */
export const gupPgmap: Variant = {
  id: 'gup-pgmap',
  title: 'GUP with pgmap',
  choices: {
    gupHoldsPgmap: true,
  },
};
