import type { Choice, Choices, MapcountRead, WakesAt } from '../kernel/index.ts';

type Words = { readonly [C in Choice]: (value: Choices[C]) => string };

const reads: Readonly<Record<MapcountRead, string>> = {
  'mapcount, read before': 'before it drops its reference',
  'mapcount, read after': 'after it has dropped its reference',
  'mapcount, read under RCU': 'after it has dropped its reference, under RCU with it',
};

const wakes = (who: string) => (at: WakesAt) => {
  if (typeof at === 'number') return `${who} wakes when it leaves ${at}`;
  if (at === 'any count') return `${who} always wakes`;
  return `${who} wakes when it leaves 0 or the number of mappings, which it reads ${reads[at]}`;
};

const words: Words = {
  idle: (at) => `the count of an idle page is ${at}`,
  mapping: (holds) => `a mapping ${holds}`,
  countedBy: (who) =>
    who === 'the folio'
      ? 'the folio counts for pages of a 2 MB entry'
      : 'each page of a 2 MB entry counts for itself',
  entryHolds: (what) => `a DAX entry holds ${what}`,
  faultKeepsReference: (yes) =>
    `a fault holds ${yes ? 'a reference' : 'no reference'} while it maps the page`,
  mappingNeedsPgmap: (yes) => `a fault ${yes ? 'fails' : 'does not fail'} where the pgmap is dying`,
  gupHoldsPgmap: (yes) =>
    `GUP ${yes ? 'holds a reference on the pgmap while it works' : 'holds no reference on the pgmap'}`,
  gupRechecks: (yes) => `GUP-fast ${yes ? 'looks' : 'does not look'} at the page-table entry again`,
  flushInterrupts: (yes) => `a TLB flush ${yes ? 'waits' : 'does not wait'} for GUP-fast`,
  gupPutWakesAt: wakes('an unpin'),
  putPageWakesAt: wakes('put_page()'),
  folioPutWakesAt: wakes('folio_put()'),
  scans: (which) => `truncate looks at ${which}`,
  scanWithoutVma: (how) =>
    `truncate ${how === 'done' ? 'looks' : 'does not look'} at pages of a file that nobody maps`,
  lockedEntries: (how) =>
    how === 'skipped' ? 'the scan skips a locked DAX entry' : 'the scan waits for a locked DAX entry',
  busy: (test) =>
    `a page is busy if ${test.replace('idle', 'that of an idle page').replace('!=', 'is not').replace('>', 'is above')}`,
  sleeperWaitsFor: (test) =>
    `the sleeper waits until ${test === 'refcount == idle' ? 'the page is idle' : 'refcount is mapcount'}`,
  afterWakeUp: (how) =>
    how === 'tests again'
      ? 'a woken sleeper looks at the page again'
      : 'a woken sleeper unmaps the file and scans it again',
  wakesByItself: (yes) =>
    `the sleeper ${yes ? 'also wakes by itself now and then' : 'does not wake by itself'}`,
  lockAsleep: (how) =>
    how === 'kept' ? 'truncate keeps invalidate_lock asleep' : 'truncate gives invalidate_lock up to sleep',
  entryAsleep: (how) =>
    how === 'locked'
      ? 'truncate keeps the DAX entry locked asleep'
      : 'truncate lets the DAX entry go to sleep',
  faultsMeanwhile: (how) => `while truncate sleeps, faults are ${how}`,
  faultWakes: (yes) => `a fault that has mapped a page ${yes ? 'wakes' : 'does not wake'} who sleeps on it`,
  entriesGo: (how) => `DAX entries go ${how}`,
  blocksGo: (how) =>
    how === 'after the wait'
      ? 'truncate waits for a busy page and then frees its block'
      : 'the last put frees a busy block, and truncate does not wait',
  evictionWaits: (yes) => `eviction ${yes ? 'waits' : 'does not wait'} for pins`,
  unbindWaitsFor: (what) =>
    `removal waits for ${what === 'every page' ? 'every page to be idle' : 'GUP calls under way only'}`,
  unbindUnmaps: (yes) =>
    `removal ${yes ? 'tells the file system, which unmaps everything' : 'does not tell the file system'}`,
  unbindRemovesEntries: (yes) =>
    `a file system that is told ${yes ? 'takes its DAX entries out' : 'leaves its DAX entries in'}`,
  unbindTells: (when) =>
    `the file system is told of a removal ${when === 'once faults fail' ? 'once new faults fail' : 'before new faults fail'}`,
};

/** What it means that a kernel has chosen this, as a sentence without its full stop. */
export const saidOf = <C extends Choice>(choice: C, value: Choices[C]): string =>
  (words[choice] as (value: Choices[C]) => string)(value);

/** That no kernel has chosen any of these. */
export function saidOfNone(choice: Choice, values: readonly Choices[Choice][]): string {
  const afterwards: readonly unknown[] = ['mapcount, read after', 'mapcount, read under RCU'];
  const who = putOf[choice];
  if (who && values.every((value) => afterwards.includes(value)))
    return `${who} does not read the mapcount after it has dropped its reference${values.length === 1 ? `${values[0] === afterwards[0] ? ', outside RCU' : ', under RCU'}` : ''}`;
  return `it is not so that ${values.map((value) => saidOf(choice, value as never)).join(', nor that ')}`;
}

const putOf: { readonly [C in Choice]?: string } = {
  gupPutWakesAt: 'an unpin',
  putPageWakesAt: 'put_page()',
  folioPutWakesAt: 'folio_put()',
};
