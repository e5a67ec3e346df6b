import type { Remedy, Variant } from '../design.ts';
import { entryLocked } from './entry-locked.ts';
import { everyPutWakes } from './every-put-wakes.ts';
import { evictDoesNotWait } from './evict-does-not-wait.ts';
import { evictWaits } from './evict-waits.ts';
import { faultUnasked } from './fault-unasked.ts';
import { faultWakes } from './fault-wakes.ts';
import { faultsRefused } from './faults-refused.ts';
import { faultsWait } from './faults-wait.ts';
import { flushInterrupts } from './flush-interrupts.ts';
import { gupPgmap } from './gup-pgmap.ts';
import { keepLock } from './keep-lock.ts';
import { lastPutFrees } from './last-put-frees.ts';
import { looksEarly } from './looks-early.ts';
import { looksLate } from './looks-late.ts';
import { noRecheck } from './no-recheck.ts';
import { polls } from './polls.ts';
import { scanUnmapped } from './scan-unmapped.ts';
import { scansFirstPage } from './scans-first-page.ts';
import { toldAsXfs } from './told-as-xfs.ts';
import { unbindUnmaps } from './unbind-unmaps.ts';
import { unpinWakes } from './unpin-wakes.ts';
import { waitForLocked } from './wait-for-locked.ts';
import { waitForMappings } from './wait-for-mappings.ts';

/** Variants of v6.15 after which its truncate does not sleep on a mapping; what each breaks or costs is searched. */
export const remedies: readonly Remedy[] = [
  waitForMappings,
  looksLate,
  looksEarly,
  everyPutWakes,
  unpinWakes,
  faultWakes,
  polls,
  keepLock,
  faultsWait,
  entryLocked,
  faultsRefused,
];

/** Every variant. Add a new one here. */
export const variants: readonly Variant[] = [
  scanUnmapped,
  scansFirstPage,
  lastPutFrees,
  evictWaits,
  evictDoesNotWait,
  waitForLocked,
  noRecheck,
  flushInterrupts,
  gupPgmap,
  unbindUnmaps,
  toldAsXfs,
  faultUnasked,
  ...remedies,
];
