import { type Again, loop } from '../checker/index.ts';
import { handleFault } from './fault.ts';
import { lockShared, mmapLock, unlock } from './locks.ts';
import { undoGrab } from './put.ts';
import { beginReading, endReading } from './rcu.ts';
import { Mapped, type State } from './state.ts';
import { type Path, type Step, step, type Thread } from './step.ts';
import { structPage } from './struct-page.ts';

/** How GUP is asked for a page: FOLL_PIN adds GUP_PIN_COUNTING_BIAS (1 on the head of a folio), FOLL_GET adds 1. */
export type Foll = 'FOLL_PIN' | 'FOLL_GET';

/** References that one page is taken with. */
const referencesOf = ({ kernel }: Thread, page: number, foll: Foll): number =>
  foll === 'FOLL_PIN' ? kernel.layout.pinBias(page) : 1;

/** pin_user_pages_fast() or get_user_pages_fast() of one page: fast, else slow. True if it got the page. */
export function* getUserPage(t: Thread, page: number, foll: Foll): Path<boolean> {
  return (yield* gupFast(t, page, foll)) || (yield* gupSlow(t, page, foll));
}

/**
 * Takes the page with no lock held (mm/gup.c: gup_pte_range): look at the page-table entry, grab the page,
 * look again. A truncate that cleared the entry in between either sees the grabbed count or is seen here.
 */
export function* gupFast(t: Thread, page: number, foll: Foll): Path<boolean> {
  const mapped = yield step(t, 'gup-fast.read', {
    page,
    says: (_, present) => (present ? 'PTE present' : 'no PTE: slow path'),
    effect: (s) => {
      if (!isMapped(t, page)(s)) return false;
      beginReading(s, t);
      return true;
    },
  });
  if (!mapped) return false;

  if (t.kernel.choices.gupHoldsPgmap && !(yield pgmapGet(t))) return false;
  const pinned = yield* grabAndRecheck(t, page, foll);
  if (t.kernel.choices.gupHoldsPgmap) yield pgmapPut(t, 'gup-fast.pgmap-put');
  return pinned;
}

function* grabAndRecheck(t: Thread, page: number, foll: Foll): Path<boolean> {
  const grabbed = yield step(t, 'gup-fast.grab', {
    page,
    says: (_, got) => (got ? '' : 'refcount 0: not taken'),
    effect: (s) => {
      const grabbed = structPage(t, s, page, 'gup');
      if (grabbed.refcount === 0) return endReading(s, t);
      grabbed.refcount += 1;
      return true;
    },
  });
  if (!grabbed) return false;

  // Up to v7.2 an order-0 FOLL_PIN takes two atomics: +1, and the rest of the bias only when that worked.
  const rest = referencesOf(t, page, foll) - 1;
  if (rest > 0)
    yield step(t, 'gup-fast.bias', {
      page,
      effect: (s) => {
        structPage(t, s, page, 'gup').refcount += rest;
      },
    });

  const { choices } = t.kernel;
  const unchanged = yield step(t, 'gup-fast.recheck', {
    page,
    says: (_, same) =>
      choices.gupRechecks
        ? same
          ? 'PTE unchanged: pinned'
          : 'PTE changed: undo'
        : 'not looked at again: pinned',
    effect: (s) => {
      if (choices.gupRechecks && !isMapped(t, page)(s)) return false;
      handOut(t, s, page);
      endReading(s, t);
      return true;
    },
  });
  if (!unchanged) yield* undoGrab(t, page, referencesOf(t, page, foll));
  return unchanged === 1;
}

/** Takes the page under mmap_lock and the page-table lock, faulting it in as often as needed (follow_page_pte). */
export function* gupSlow(t: Thread, page: number, foll: Foll): Path<boolean> {
  const vma = yield lockShared(t, 'gup-slow.mmap-lock', 'mmap_lock', mmapLock(t.process), {
    effect: (s) => s.process[t.process].vma,
    says: (_, found) => (found ? '' : 'no VMA: -EFAULT'),
  });
  const pinned = vma === 1 && (yield* followOrFault(t, page, foll));
  if (pinned && t.kernel.choices.gupHoldsPgmap) yield pgmapPut(t, 'gup-slow.pgmap-put');
  yield unlock(t, 'gup-slow.mmap-unlock', mmapLock(t.process));
  return pinned;
}

function* followOrFault(t: Thread, page: number, foll: Foll): Path<boolean> {
  return yield* loop('fault in and follow again', function* (again): Path<boolean | Again> {
    const followed = yield followPagePte(t, page, foll);
    if (followed === PINNED) return true;
    if (followed === REFUSED || followed === FAILED || followed === KILLED) return false;
    // A fault finds the entry that is there, and changes nothing: so GUP goes round until it is killed.
    return (followed === DYING || (yield* handleFault(t, page))) && again();
  });
}

const PINNED = 1;
/** The pgmap is dying: no page by an entry of its own; none, and an error, by a PMD. */
const DYING = 2;
const REFUSED = 3;
const FAILED = 4;
const KILLED = 5;

/** One atomic step, for it is all done under the page-table lock. A count of 0 is refused, with a warning. */
function followPagePte(t: Thread, page: number, foll: Foll): Step {
  return step(t, 'gup-slow.follow', {
    page,
    says: (_, got) =>
      [
        'no PTE: fault it in',
        'PTE present: pinned',
        'the pgmap is dying: no page, and nothing to fault in',
        'PTE present, but refcount 0: WARN, -ENOMEM',
        'the pgmap is dying: -EFAULT',
        'killed: -EINTR',
      ][got],
    effect: (s) => {
      if (!isMapped(t, page)(s)) return 0;
      if (t.kernel.choices.gupHoldsPgmap && s.pgmap.dying) {
        if (s.process[t.process].pte[page] === Mapped.PMD) return FAILED;
        return s.task[t.me - 1].signal ? KILLED : DYING;
      }
      const followed = structPage(t, s, page, 'gup');
      if (followed.refcount === 0) return REFUSED;
      if (t.kernel.choices.gupHoldsPgmap) s.pgmap.users += 1;
      followed.refcount += referencesOf(t, page, foll);
      handOut(t, s, page);
      return PINNED;
    },
  });
}

/** Notes that GUP has handed a page out. */
function handOut({ kernel }: Thread, s: State, page: number): void {
  s.page[page].pins += 1;
  if (kernel.history) s.page[page].wasPinned = 1;
}

const isMapped = (t: Thread, page: number) => (s: { process: { pte: number[] }[] }) =>
  s.process[t.process].pte[page] !== Mapped.NOT;

function pgmapGet(t: Thread): Step {
  return step(t, 'gup-fast.pgmap-get', {
    says: (_, live) => (live ? '' : 'the pgmap is dying: slow path'),
    effect: (s) => {
      if (s.pgmap.dying) return endReading(s, t);
      s.pgmap.users += 1;
      return true;
    },
  });
}

function pgmapPut(t: Thread, at: 'gup-fast.pgmap-put' | 'gup-slow.pgmap-put'): Step {
  return step(t, at, {
    effect: (s) => {
      s.pgmap.users -= 1;
    },
  });
}
