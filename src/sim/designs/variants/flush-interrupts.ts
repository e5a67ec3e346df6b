import type { Variant } from '../design.ts';

/** The TLB flush interrupts the CPUs that use the page table, and so waits for GUP-fast under way on them. */
export const flushInterrupts: Variant = {
  id: 'flush-interrupts',
  title: 'flush by interrupt',
  choices: {
    flushInterrupts: true,
  },
};
