import { lockEntry, unlockEntry } from './entry.ts';
import { invalidateLock, lockShared, mmapLock, unlock } from './locks.ts';
import { dropFaultReference } from './put.ts';
import { Mapped, Owner, type State } from './state.ts';
import { type Path, type Step, step, type Thread } from './step.ts';
import { entryOf, structPage } from './struct-page.ts';
import { wakeUpVar } from './wake.ts';

/** A CPU touches an address of the mapping that has no page-table entry. True once it is mapped. */
export function* touch(t: Thread, page: number): Path<boolean> {
  const vma = yield lockShared(t, 'fault.mmap-lock', 'mmap_lock', mmapLock(t.process), {
    effect: (s) => s.process[t.process].vma === 1,
    says: (_, found) => (found ? '' : 'no VMA: SIGSEGV'),
  });
  const mapped = vma ? yield* handleFault(t, page) : false;
  yield unlock(t, 'fault.mmap-unlock', mmapLock(t.process));
  return mapped;
}

/** The file system's part, under mmap_lock (fs/ext4/file.c: ext4_dax_huge_fault; fs/dax.c: dax_iomap_pte_fault). */
export function* handleFault(t: Thread, page: number): Path<boolean> {
  const { choices } = t.kernel;
  yield lockShared(
    t,
    'fault.invalidate-lock',
    'invalidate_lock',
    invalidateLock(t, page),
    choices.faultsMeanwhile === 'made to wait' ? untilNobodyWaits(t, page) : {},
  );
  yield lockEntry(t, page);
  const block = yield step(t, 'fault.lookup', {
    page,
    effect: (s) => {
      if (s.page[page].owner !== Owner.FILE || s.device.dead) return false;
      if (choices.faultsMeanwhile !== 'refused' || !somebodyWaits(t, s, page)) return true;
      s.refused = 1;
      return false;
    },
    says: (s, found) => {
      if (found) return '';
      if (s.device.dead) return 'the device is gone: SIGBUS';
      return s.page[page].owner === Owner.FILE
        ? 'somebody waits for a page of the file: SIGBUS'
        : 'beyond the end of the file: SIGBUS';
    },
  });
  const mapped = block === 1 && (yield* insert(t, page));
  if (mapped && choices.faultWakes) yield wakeUpVar(t, page);
  yield unlockEntry(t, page);
  yield unlock(t, 'fault.invalidate-unlock', invalidateLock(t, page));
  return mapped;
}

/** A remedy that no kernel has: the fault waits while somebody waits for a page of the file. */
const untilNobodyWaits = (t: Thread, page: number) => ({
  when: (s: Readonly<State>) => !somebodyWaits(t, s, page),
  because: (s: Readonly<State>) => {
    const waiting = t.kernel.tasks.filter((_, i) => waitsFor(t, s, i, page));
    return `${waiting.join(' and ')} waits for a page of the file`;
  },
});

const waitsFor = ({ kernel }: Thread, s: Readonly<State>, task: number, page: number) =>
  s.task[task].waiting === kernel.layout.file[page] + 1;

const somebodyWaits = (t: Thread, s: Readonly<State>, page: number) =>
  s.task.some((_, i) => waitsFor(t, s, i, page));

function* insert(t: Thread, page: number): Path<boolean> {
  const { choices } = t.kernel;
  const folio = t.byPmd ? t.kernel.layout.folio[page] : null;
  if (!(yield insertEntry(t, page))) return false;
  if (choices.faultKeepsReference)
    yield step(t, 'fault.get', {
      page,
      effect: (s) => {
        structPage(t, s, page, 'fault').refcount += 1;
      },
    });
  const mapped = yield step(t, 'fault.map', {
    page,
    says: (_, done) => (done ? '' : 'the pgmap is dying: SIGBUS'),
    effect: (s) => {
      if (choices.mapping === 'holds a reference' && choices.mappingNeedsPgmap && s.pgmap.dying) return false;
      const process = s.process[t.process];
      const isMapped = process.pte[page] !== Mapped.NOT;
      for (const one of folio ?? [page]) {
        process.tlb[one] = 1;
        if (!isMapped) process.pte[one] = folio ? Mapped.PMD : Mapped.PTE;
        if (t.kernel.history) s.page[one].wasMapped = 1;
      }
      if (isMapped) return true;
      if (choices.mapping === 'holds nothing') return true;
      const mapped = structPage(t, s, page, 'fault');
      mapped.refcount += 1;
      mapped.mapcount += 1;
      return true;
    },
  });
  if (choices.faultKeepsReference) yield* dropFaultReference(t, page);
  return mapped === 1;
}

/**
 * An entry that is there stays as it is: one that truncate has zapped takes no new reference. A new one goes with
 * page->mapping and page->index, so the struct page is written to (dax_associate_entry), whatever holds a reference.
 */
function insertEntry(t: Thread, page: number): Step {
  const { choices } = t.kernel;
  return step(t, 'fault.insert-entry', {
    page,
    says: (_, done) => (done ? '' : 'the pgmap is dying: SIGBUS'),
    effect: (s) => {
      const entry = entryOf(t, s, page);
      if (entry.entry) return true;
      if (choices.mappingNeedsPgmap && s.pgmap.dying) return false;
      const counted = structPage(t, s, page, 'fault');
      if (choices.entryHolds === 'a reference') {
        counted.refcount += 1;
        entry.entryHeld = 1;
      }
      entry.entry = 1;
      return true;
    },
  });
}
