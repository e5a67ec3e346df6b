import type { Variant } from '../design.ts';
import { evictWaits } from './evict-waits.ts';
import { flushInterrupts } from './flush-interrupts.ts';
import { gupPgmap } from './gup-pgmap.ts';
import { noRecheck } from './no-recheck.ts';
import { scanUnmapped } from './scan-unmapped.ts';
import { unbindUnmaps } from './unbind-unmaps.ts';
import { waitForLocked } from './wait-for-locked.ts';

/** Every variant. Add a new one here. */
export const variants: readonly Variant[] = [
  scanUnmapped,
  evictWaits,
  waitForLocked,
  noRecheck,
  flushInterrupts,
  gupPgmap,
  unbindUnmaps,
];
