import type { Variant } from '../design.ts';

/** Eviction waits for pins: what commit 0e2f80af did for v6.15, alone. */
export const evictWaits: Variant = {
  id: 'evict-waits',
  title: 'eviction waits',
  choices: {
    evictionWaits: true,
  },
};
