import { trees } from '../kernel/index.ts';
import type { Design } from './design.ts';

/** The code that the thread talks about: unpinning goes through folios, and folios test for 0. */
export const current: Design = {
  id: 'current',
  title: 'v5.18',
  what: 'an unpin looks for 0, until v5.19-rc',
  tree: trees['v5.19-rc'],
  choices: {
    idle: 1,
    mapping: 'holds nothing',
    countedBy: 'each page',
    entryHolds: 'nothing',
    faultKeepsReference: false,
    mappingNeedsPgmap: false,
    gupHoldsPgmap: true,
    gupRechecks: true,
    flushInterrupts: false,
    gupPutWakesAt: 0, // gup_put_folio() ends in folio_put_refs()
    putPageWakesAt: 1,
    folioPutWakesAt: 0,
    scans: 'every page',
    scanWithoutVma: 'skipped',
    lockedEntries: 'skipped',
    busy: 'refcount > idle',
    sleeperWaitsFor: 'refcount == idle',
    afterWakeUp: 'tests again',
    wakesByItself: false,
    lockAsleep: 'given up',
    entryAsleep: 'let go',
    faultsMeanwhile: 'let in',
    faultWakes: false,
    entriesGo: 'with the blocks',
    blocksGo: 'after the wait',
    evictionWaits: false,
    unbindWaitsFor: 'GUP calls',
    unbindUnmaps: false,
    unbindRemovesEntries: false,
    unbindTells: 'once faults fail',
  },
};
