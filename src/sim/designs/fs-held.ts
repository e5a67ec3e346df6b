import { trees } from '../kernel/index.ts';
import type { Design } from './design.ts';

/** The thread's proposal: idle is 0, and whoever puts a page into a page table holds a reference for it. */
export const fsHeld: Design = {
  id: 'fs-held',
  title: 'file system holds',
  when: 'proposal of July 2022',
  tree: trees.proposal,
  choices: {
    idle: 0,
    mapping: 'holds a reference',
    countedBy: 'each page',
    entryHolds: 'nothing',
    faultKeepsReference: false,
    mappingNeedsPgmap: true,
    gupHoldsPgmap: false,
    gupRechecks: true,
    flushInterrupts: false,
    gupPutWakesAt: 0,
    putPageWakesAt: 0,
    folioPutWakesAt: 0,
    scans: 'every page',
    scanWithoutVma: 'skipped',
    lockedEntries: 'skipped',
    busy: 'refcount != mapcount',
    sleeperWaitsFor: 'refcount == idle',
    afterWakeUp: 'tests again',
    wakesByItself: false,
    lockAsleep: 'given up',
    entryAsleep: 'let go',
    faultsMeanwhile: 'let in',
    faultWakes: false,
    entriesGo: 'with the blocks',
    evictionWaits: false,
    unbindWaitsFor: 'every page',
    unbindUnmaps: false,
  },
};
