import { type Again, loop } from '../checker/index.ts';
import type { Choices } from './choices.ts';
import { entryLocked, lockEntry } from './entry.ts';
import { isBusy } from './idle.ts';
import { each, type File, type Page, type State } from './state.ts';
import { type Path, type Step, step, type Thread } from './step.ts';
import { countsOf, entryOf, structPage } from './struct-page.ts';
import { waitUntilIdle } from './wait.ts';
import { wakes, wakeUpVar } from './wake.ts';
import { zapAll } from './zap.ts';

/**
 * Returns with invalidate_lock held. True if no page of the file is busy, as far as it was looked at, false if a signal has
 * ended the wait (ext4_break_layouts, dax_break_layout). What the scan leaves out is unmapped all the same, later and without a
 * look (mm/truncate.c: truncate_pagecache).
 */
export function* breakLayouts(t: Thread, file: File): Path<boolean> {
  const { choices } = t.kernel;
  if (choices.blocksGo === 'with the last put') {
    yield* unmapUnasked(t, file);
    return true;
  }
  const looksWithoutVma = () => choices.scanWithoutVma === 'done';
  const part = choices.scans === 'every page' ? file : { ...file, pages: each(file.pages).slice(0, 1) };
  const idle = yield* waitForPages(t, part, { takesSignals: true, holdsLock: true, looksWithoutVma });
  if (!idle) return false;
  if (part !== file) yield* zapAll(t, file);
  if (choices.entriesGo === 'with the layouts') yield deleteEntries(t, each(file.pages), file.which);
  return true;
}

/** Unmaps the file and waits for nobody: who is busy is asked when the blocks go. An entry that holds a reference drops it. */
function* unmapUnasked(t: Thread, file: File): Path {
  const { choices } = t.kernel;
  yield* zapAll(t, file);
  if (choices.entryHolds === 'a reference') for (const page of each(file.pages)) yield* lookAt(t, page);
  if (choices.entriesGo === 'with the layouts') yield deleteEntries(t, each(file.pages));
}

interface Wait {
  /** A signal ends the wait. */
  readonly takesSignals: boolean;
  /** The caller holds the file's invalidate_lock, and it is given up around each sleep. */
  readonly holdsLock: boolean;
  /** Pages are looked at even if no VMA maps the file. */
  readonly looksWithoutVma: () => boolean;
}

/**
 * Unmaps, looks at every page, and sleeps on the first busy one, until none is. False if a signal came. It unmaps before it looks: a
 * GUP-fast that comes later sees no page-table entry, one that came before is seen in the count.
 */
export function* waitForPages(t: Thread, file: File, how: Wait): Path<boolean> {
  const { choices } = t.kernel;
  return yield* loop('scan again', function* (again): Path<boolean | Again> {
    const busy = yield* firstBusy(t, file, how.looksWithoutVma());
    if (busy === undefined) return true;
    const locksEntry = how.holdsLock && choices.entryAsleep === 'locked';
    if (locksEntry) yield lockEntry(t, busy);
    return (yield* waitUntilIdle(t, busy, { ...how, locksEntry })) && again();
  });
}

/** Unmaps the file and looks at its pages, until one is busy (fs/dax.c: dax_layout_busy_page). */
export function* firstBusy(t: Thread, file: File, looksWithoutVma: boolean): Path<number | undefined> {
  if (!looksWithoutVma && !(yield mappingMapped(t, file))) return undefined;
  yield* zapAll(t, file);
  for (const page of each(file.pages)) if (yield* lookAt(t, page)) return page;
  return undefined;
}

/**
 * Removes the DAX entries of these pages, when nobody has them locked (dax_delete_mapping_entry,
 * dax_delete_mapping_range). A reference that an entry still holds is not dropped here: it is lost.
 */
export function deleteEntries(t: Thread, pages: readonly number[], which?: string): Step {
  const at =
    t.kernel.choices.entriesGo === 'with the layouts' ? 'break.delete-entries' : 'trunc.delete-entries';
  const locked = (s: Readonly<State>) => pages.find((page) => entryOf(t, s, page).entryLock !== 0);
  return step(t, at, {
    which,
    when: (s) => locked(s) === undefined,
    because: (s) => entryLocked(t.kernel, entryOf(t, s, locked(s) ?? 0)),
    effect: (s) => {
      for (const page of pages) {
        const entry = entryOf(t, s, page);
        if (entry.entry) structPage(t, s, page, 'mapping');
        entry.entry = 0;
        entry.entryHeld = 0;
      }
    },
  });
}

/** mapping_mapped(): does any VMA map the file? */
function mappingMapped(t: Thread, { processes, which }: File): Step {
  return step(t, 'break.mapping-mapped', {
    which,
    effect: (s) => each(processes).some((process) => s.process[process].vma === 1),
    says: (_, mapped) => (mapped ? '' : 'no VMA: nothing is scanned'),
  });
}

/** Looks at one page, through its entry. True if it is busy. */
function* lookAt(t: Thread, page: number): Path<boolean> {
  if (t.kernel.choices.entryHolds === 'nothing') return (yield scan(t, page)) === BUSY;
  const found = yield zapEntry(t, page);
  if (found & WAKES) yield wakeUpVar(t, page);
  return (found & BUSY) === BUSY;
}

const BUSY = 1;
/** To {@link BUSY}: the entry's reference was the last one. */
const WAKES = 2;

/** dax_busy_page() on one entry, under the XArray's lock. Up to v6.14 an entry that is locked just then is not looked at. */
function scan(t: Thread, page: number): Step {
  return look(t, 'break.scan', page, (s) => isBusy(t.kernel.choices, structPage(t, s, page, 'mapping')));
}

/**
 * The same where an entry holds a reference: it is dropped, once, and the page is looked at without it. Both happen
 * while the XArray's lock is held, so an entry that is locked keeps its reference (dax_zap_pages() of the series of
 * 2022).
 */
function zapEntry(t: Thread, page: number): Step {
  const { choices } = t.kernel;
  return look(t, 'break.zap-entry', page, (s) => {
    const p = structPage(t, s, page, 'mapping');
    const entry = entryOf(t, s, page);
    const drops = entry.entryHeld;
    p.refcount -= drops;
    entry.entryHeld = 0;
    const owesWakeUp = drops === 1 && wakes(choices.folioPutWakesAt, p);
    return (isBusy(choices, p) ? BUSY : 0) + (owesWakeUp ? WAKES : 0);
  });
}

/** Does something with an entry that is there, or waits for it or passes it over while somebody has it locked. */
function look(
  t: Thread,
  at: 'break.scan' | 'break.zap-entry',
  page: number,
  effect: (s: State) => number | boolean,
): Step {
  const { choices } = t.kernel;
  const skipped = (p: Page) => p.entryLock !== 0 && choices.lockedEntries === 'skipped';
  return step(t, at, {
    page,
    when: (s) => entryOf(t, s, page).entryLock === 0 || skipped(entryOf(t, s, page)),
    because: (s) => entryLocked(t.kernel, entryOf(t, s, page)),
    effect: (s) => {
      const entry = entryOf(t, s, page);
      return entry.entry === 1 && !skipped(entry) ? effect(s) : 0;
    },
    says: (s, found) => {
      if (found & BUSY) return `busy: ${busyWords(choices, s.page[countsOf(t, page)])}`;
      const entry = entryOf(t, s, page);
      return entry.entry && skipped(entry) ? 'locked: not looked at' : 'not busy';
    },
  });
}

function busyWords(choices: Choices, { refcount, mapcount }: Page): string {
  return choices.busy === 'refcount > idle'
    ? `refcount ${refcount} > ${choices.idle}`
    : `${refcount} refs, ${mapcount} mapped`;
}
