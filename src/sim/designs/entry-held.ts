import { trees } from '../kernel/index.ts';
import type { Design } from './design.ts';

/**
 * The series of September and October 2022, as read in its patches: each DAX entry holds a reference and, through
 * the page, one on the pgmap; truncate drops the entry's when it has unmapped the page. How sure we are of each choice
 * is said beside it: "read" in the patches, or "ours", where they leave it to the reader.
 */
export const entryHeld: Design = {
  id: 'entry-held',
  title: 'series of October 2022',
  what: 'a DAX entry holds a reference',
  tree: trees['series-2022'],
  choices: {
    idle: 0, // read: pages start at 0
    mapping: 'holds nothing', // read: no mapcount, no reference at insertion
    countedBy: 'each page',
    entryHolds: 'a reference', // read: taken by dax_associate_entry()
    faultKeepsReference: false, // read
    mappingNeedsPgmap: true, // read: pgmap_request_folios() refuses a dying pgmap
    gupHoldsPgmap: false, // read: the last patch drops it
    gupRechecks: true, // read: untouched
    flushInterrupts: false, // not the series' to choose
    gupPutWakesAt: 0, // read: free_zone_device_page() wakes
    putPageWakesAt: 0, // read
    folioPutWakesAt: 0, // read
    scans: 'every page', // read
    scanWithoutVma: 'done', // read: unmapped inodes are included
    lockedEntries: 'skipped', // read: get_unlocked_entry() as before
    busy: 'refcount > idle', // read: after the entry's own reference was dropped
    sleeperWaitsFor: 'refcount == idle', // read
    afterWakeUp: 'tests again',
    wakesByItself: false,
    lockAsleep: 'given up',
    entryAsleep: 'let go',
    faultsMeanwhile: 'let in',
    faultWakes: false,
    entriesGo: 'with the blocks', // read
    blocksGo: 'after the wait',
    evictionWaits: true, // read: dax_delete_mapping_entry() of an exiting mapping
    unbindWaitsFor: 'every page', // ours: each used page holds a pgmap reference, which comes to the same
    unbindUnmaps: false, // ours: the cover letter names no notice to the file system
    unbindRemovesEntries: false,
    unbindTells: 'once faults fail',
  },
};
