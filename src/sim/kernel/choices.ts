/**
 * When a put wakes who sleeps on the page: when it leaves this count; always; or when it leaves 0 or the number of
 * mappings, for which it looks at a second counter: before it drops its own reference, or after it, when the page may be
 * gone already, or after it in one RCU read-side section with it.
 */
export type WakesAt = 0 | 1 | 'any count' | MapcountRead;

/** When a put reads the mapcount. */
export type MapcountRead = 'mapcount, read before' | 'mapcount, read after' | 'mapcount, read under RCU';

/**
 * What a refcount design decides. Everything else in this folder is common to all designs: a design is a
 * record of these choices and nothing more, so any combination can be checked.
 */
export interface Choices {
  /** The count of a page that nobody uses. */
  readonly idle: 0 | 1;
  /** What a page-table entry holds of the page that it maps: nothing, or one reference and one mapcount. */
  readonly mapping: 'holds nothing' | 'holds a reference';
  /** Which struct page counts for a page of a 2 MB entry: its own, or the head of the folio that they are. */
  readonly countedBy: 'each page' | 'the folio';
  /** What the file's DAX entry holds of its page: nothing, or one reference from its making until truncate zaps it. */
  readonly entryHolds: 'nothing' | 'a reference';
  /** Whether the fault path keeps a reference of its own while it inserts the page-table entry. */
  readonly faultKeepsReference: boolean;
  /** Whether a fault asks whether the pgmap is alive, before it makes an entry and before it maps the page. */
  readonly mappingNeedsPgmap: boolean;
  /** Whether GUP takes a reference on the dev_pagemap while it works. */
  readonly gupHoldsPgmap: boolean;
  /** Whether GUP-fast looks at the page-table entry again after it has grabbed the page. */
  readonly gupRechecks: boolean;
  /**
   * Whether a TLB flush interrupts the CPUs that use the page table, and so waits for GUP-fast on it. No design
   * decides that: a CPU that is flushed by an interrupt does it, and one that takes part in a broadcast flush does not.
   */
  readonly flushInterrupts: boolean;
  /** The count at which unpin_user_page() and GUP's own undo wake the sleeper. */
  readonly gupPutWakesAt: WakesAt;
  /** The count at which put_page() wakes the sleeper. */
  readonly putPageWakesAt: WakesAt;
  /** The count at which folio_put(), called by itself, wakes the sleeper. */
  readonly folioPutWakesAt: WakesAt;
  /** Which pages truncate unmaps and looks at before it removes entries: all of the file, or by mistake the first alone. */
  readonly scans: 'every page' | 'the first page';
  /** Whether truncate looks at pages at all when no VMA maps the file. */
  readonly scanWithoutVma: 'skipped' | 'done';
  /** What the scan does with an entry that somebody has locked. */
  readonly lockedEntries: 'skipped' | 'waited for';
  /** What the scan calls busy: a count above idle, or a count other than the number of mappings. */
  readonly busy: 'refcount > idle' | 'refcount != mapcount';
  /** What the sleeper waits for. */
  readonly sleeperWaitsFor: 'refcount == idle' | 'refcount == mapcount';
  /** What a sleeper does that was woken: looks at the page again; or unmaps everything again and scans the file. */
  readonly afterWakeUp: 'tests again' | 'scans again';
  /** Whether a sleeper also wakes by itself every now and then. */
  readonly wakesByItself: boolean;
  /** What becomes of invalidate_lock while truncate sleeps. */
  readonly lockAsleep: 'given up' | 'kept';
  /** What becomes of the DAX entry of the page that truncate sleeps on; one that is locked is unlocked before invalidate_lock is taken back. */
  readonly entryAsleep: 'let go' | 'locked';
  /** What becomes of a fault while somebody sleeps on a page of the file. */
  readonly faultsMeanwhile: 'let in' | 'made to wait' | 'refused';
  /** Whether a fault that has mapped a page wakes who sleeps on it. */
  readonly faultWakes: boolean;
  /** When the DAX entries go: while layouts are broken, or later, with the blocks. */
  readonly entriesGo: 'with the layouts' | 'with the blocks';
  /** When truncate gives the block of a busy page back: after it has waited for the page; or it does not wait, and the last put does. */
  readonly blocksGo: 'after the wait' | 'with the last put';
  /** Whether eviction waits for pins, as truncate does. */
  readonly evictionWaits: boolean;
  /** What removing the device waits for: GUP calls under way, or every page to be idle. */
  readonly unbindWaitsFor: 'GUP calls' | 'every page';
  /** Whether removing the device tells the file system, so that it unmaps everything. */
  readonly unbindUnmaps: boolean;
  /** Whether a file system that is told takes the entries out of its files as well, of those that are open too. */
  readonly unbindRemovesEntries: boolean;
  /** When it is told: once faults fail; or before, when its own shutdown, which comes last, is what ends them. */
  readonly unbindTells: 'once faults fail' | 'before faults fail';
}

/** A choice's name. */
export type Choice = keyof Choices;

const yesOrNo = [true, false] as const;
const wakesAt = [
  0,
  1,
  'any count',
  'mapcount, read before',
  'mapcount, read after',
  'mapcount, read under RCU',
] as const;

/** What can be chosen. */
export const choiceValues: { readonly [C in Choice]: readonly Choices[C][] } = {
  idle: [0, 1],
  mapping: ['holds nothing', 'holds a reference'],
  countedBy: ['each page', 'the folio'],
  entryHolds: ['nothing', 'a reference'],
  faultKeepsReference: yesOrNo,
  mappingNeedsPgmap: yesOrNo,
  gupHoldsPgmap: yesOrNo,
  gupRechecks: yesOrNo,
  flushInterrupts: yesOrNo,
  gupPutWakesAt: wakesAt,
  putPageWakesAt: wakesAt,
  folioPutWakesAt: wakesAt,
  scans: ['every page', 'the first page'],
  scanWithoutVma: ['skipped', 'done'],
  lockedEntries: ['skipped', 'waited for'],
  busy: ['refcount > idle', 'refcount != mapcount'],
  sleeperWaitsFor: ['refcount == idle', 'refcount == mapcount'],
  afterWakeUp: ['tests again', 'scans again'],
  wakesByItself: yesOrNo,
  lockAsleep: ['given up', 'kept'],
  entryAsleep: ['let go', 'locked'],
  faultsMeanwhile: ['let in', 'made to wait', 'refused'],
  faultWakes: yesOrNo,
  entriesGo: ['with the layouts', 'with the blocks'],
  blocksGo: ['after the wait', 'with the last put'],
  evictionWaits: yesOrNo,
  unbindWaitsFor: ['GUP calls', 'every page'],
  unbindUnmaps: yesOrNo,
  unbindRemovesEntries: yesOrNo,
  unbindTells: ['once faults fail', 'before faults fail'],
};

/** What was chosen, in a word or a few. */
export const choiceWords = (value: Choices[Choice]): string =>
  value === true ? 'yes' : value === false ? 'no' : String(value);

/** The same as one word, for the id of a design: `refcount-is-not-mapcount`. */
export const choiceWord = (value: Choices[Choice]): string =>
  choiceWords(value)
    .replace('!=', 'is not')
    .replace('==', 'is')
    .replace('>', 'above')
    .replace(/[^a-z0-9]+/gi, '-')
    .toLowerCase();
