import type { Variant } from '../design.ts';

/** Eviction does not wait for pins: v6.15 on a file system that was not taught to. */
export const evictDoesNotWait: Variant = {
  id: 'evict-does-not-wait',
  title: 'eviction does not wait',
  choices: {
    evictionWaits: false,
  },
};
