import type { Variant } from '../design.ts';

/** The TLB flush interrupts every CPU that uses the page table, as on x86, and so waits for GUP-fast under way. */
export const flushInterrupts: Variant = {
  id: 'flush-interrupts',
  title: 'flush by interrupt',
  choices: {
    flushInterrupts: true,
  },
};
