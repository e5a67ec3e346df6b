import { loop } from '../checker/index.ts';
import type { Choice, Choices } from './choices.ts';
import { entryLocked } from './entry.ts';
import { wakeUpVar } from './put.ts';
import { type File, type Page, type State, structPage } from './state.ts';
import { type Path, type Step, step, type Thread } from './step.ts';
import { waitUntilIdle } from './wait.ts';
import { zapAll } from './zap.ts';

/** Returns with invalidate_lock held and no page of the file busy (ext4_break_layouts, dax_break_layout). */
export function* breakLayouts(t: Thread, file: File): Path {
  const { scanWithoutVma, entriesGo } = t.kernel.choices;
  yield* waitForPages(t, file, { holdsLock: true, looksWithoutVma: scanWithoutVma === 'done' });
  if (entriesGo === 'with the layouts') yield deleteEntries(t, allOf(file));
}

interface Wait {
  /** The caller holds invalidate_lock, and it is given up around each sleep. */
  readonly holdsLock: boolean;
  /** Pages are looked at even if no VMA maps the file. */
  readonly looksWithoutVma: boolean;
}

/**
 * Unmaps, looks at every page, and sleeps on the first busy one, until none is. It unmaps before it looks: a
 * GUP-fast that comes later sees no page-table entry, one that came before is seen in the count.
 */
export function* waitForPages(t: Thread, file: File, { holdsLock, looksWithoutVma }: Wait): Path {
  const scanAgain = loop('scan again');
  for (;;) {
    yield scanAgain();
    if (!looksWithoutVma && !(yield mappingMapped(t))) return;
    yield* zapAll(t, file);
    let busy: number | undefined;
    for (let page = 0; page < file.pages && busy === undefined; page++)
      if (yield* lookAt(t, page)) busy = page;
    if (busy === undefined) return;
    yield* waitUntilIdle(t, busy, holdsLock);
  }
}

/** Every page of a file. */
export const allOf = ({ pages }: File): readonly number[] => Array.from({ length: pages }, (_, page) => page);

/**
 * Removes the DAX entries of these pages, when nobody has them locked (dax_delete_mapping_entry,
 * dax_delete_mapping_range). A reference that an entry still holds is not dropped here: it is lost.
 */
export function deleteEntries(t: Thread, pages: readonly number[]): Step {
  const { entriesGo } = t.kernel.choices;
  const at = entriesGo === 'with the layouts' ? 'break.delete-entries' : 'trunc.delete-entries';
  const locked = (s: Readonly<State>) => pages.find((page) => s.page[page].entryLock !== 0);
  return step(t, at, {
    choices: ['entriesGo'],
    when: (s) => locked(s) === undefined,
    because: (s) => entryLocked(t.kernel, s.page[locked(s) ?? 0]),
    effect: (s) => {
      for (const page of pages) {
        s.page[page].entry = 0;
        s.page[page].entryHeld = 0;
      }
    },
  });
}

/** mapping_mapped(): does any VMA map the file? */
function mappingMapped(t: Thread): Step {
  return step(t, 'break.mapping-mapped', {
    choices: ['scanWithoutVma'],
    effect: (s) => s.process.some(({ vma }) => vma === 1),
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
  return look(t, 'break.scan', page, ['busy', 'idle', 'lockedEntries'], (s) =>
    isBusy(t.kernel.choices, s.page[page]),
  );
}

/**
 * The same where an entry holds a reference: it is dropped, once, and the page is looked at without it. Both happen
 * while the XArray's lock is held, so an entry that is locked keeps its reference (dax_zap_pages() of the series of
 * 2022).
 */
function zapEntry(t: Thread, page: number): Step {
  const { choices } = t.kernel;
  const decidedBy = ['entryHolds', 'busy', 'idle', 'lockedEntries', 'folioPutWakesAt'] as const;
  return look(t, 'break.zap-entry', page, decidedBy, (s) => {
    const p = structPage(s, page, 'mapping');
    const drops = p.entryHeld;
    p.refcount -= drops;
    p.entryHeld = 0;
    const wakes = drops === 1 && p.refcount === choices.folioPutWakesAt;
    return (isBusy(choices, p) ? BUSY : 0) + (wakes ? WAKES : 0);
  });
}

/** Does something with an entry that is there, or waits for it or passes it over while somebody has it locked. */
function look(
  t: Thread,
  at: 'break.scan' | 'break.zap-entry',
  page: number,
  decidedBy: readonly Choice[],
  effect: (s: State) => number | boolean,
): Step {
  const { choices } = t.kernel;
  const skipped = (p: Page) => choices.lockedEntries === 'skipped' && p.entryLock !== 0;
  return step(t, at, {
    page,
    choices: decidedBy,
    when: (s) => s.page[page].entryLock === 0 || skipped(s.page[page]),
    because: (s) => entryLocked(t.kernel, s.page[page]),
    effect: (s) => (s.page[page].entry === 1 && !skipped(s.page[page]) ? effect(s) : 0),
    says: (s, found) => {
      const p = s.page[page];
      if (found & BUSY) return `busy: ${busyWords(choices, p)}`;
      return p.entry && skipped(p) ? 'locked: not looked at' : 'not busy';
    },
  });
}

/** What the scan calls busy. */
export function isBusy({ busy, idle }: Choices, { refcount, mapcount }: Page): boolean {
  return busy === 'refcount > idle' ? refcount > idle : refcount !== mapcount;
}

function busyWords({ busy, idle }: Choices, { refcount, mapcount }: Page): string {
  return busy === 'refcount > idle'
    ? `refcount ${refcount} > ${idle}`
    : `${refcount} refs, ${mapcount} mapped`;
}
