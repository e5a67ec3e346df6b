import type { Variant } from '../design.ts';

/** GUP-fast grabs the page and does not look at the page-table entry again. No kernel does that: it shows what the look is for. */
export const noRecheck: Variant = {
  id: 'no-recheck',
  title: 'GUP-fast looks once',
  choices: {
    gupRechecks: false,
  },
};
