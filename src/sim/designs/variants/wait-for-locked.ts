import type { Variant } from '../design.ts';

/** The scan waits for an entry that is locked, and looks at it then: what commit 6be3e21d set out to do for v6.15, and dd59137b fixed for v6.16, alone. */
export const waitForLocked: Variant = {
  id: 'wait-for-locked',
  title: 'waits for locked entries',
  choices: {
    lockedEntries: 'waited for',
  },
};
