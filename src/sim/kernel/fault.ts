import { lockEntry, unlockEntry } from './entry.ts';
import { invalidateLock, lockShared, mmapLock, unlock } from './locks.ts';
import { dropFaultReference } from './put.ts';
import { Owner } from './state.ts';
import { type Path, step, type Thread } from './step.ts';

/** A CPU touches an address of the mapping that has no page-table entry. True once it is mapped. */
export function* touch(t: Thread, page: number): Path<boolean> {
  const vma = yield lockShared(t, 'fault.mmap-lock', 'mmap_lock', mmapLock(t.process), {
    effect: (s) => s.process[t.process].vma === 1,
    says: (_, found) => (found ? 'VMA found' : 'no VMA: SIGSEGV'),
  });
  const mapped = vma ? yield* handleFault(t, page) : false;
  yield unlock(t, 'fault.mmap-unlock', mmapLock(t.process));
  return mapped;
}

/** The file system's part, under mmap_lock (fs/ext4/file.c: ext4_dax_huge_fault; fs/dax.c: dax_iomap_pte_fault). */
export function* handleFault(t: Thread, page: number): Path<boolean> {
  yield lockShared(t, 'fault.invalidate-lock', 'invalidate_lock', invalidateLock);
  yield lockEntry(t, page);
  const block = yield step(t, 'fault.lookup', {
    page,
    effect: (s) => s.page[page].owner === Owner.FILE,
    says: (_, found) => (found ? 'block found' : 'beyond the end of the file: SIGBUS'),
  });
  if (block) yield* insert(t, page);
  yield unlockEntry(t, page);
  yield unlock(t, 'fault.invalidate-unlock', invalidateLock);
  return block === 1;
}

function* insert(t: Thread, page: number): Path {
  const { mapping, faultKeepsReference } = t.kernel.choices;
  yield step(t, 'fault.insert-entry', {
    page,
    effect: (s) => {
      s.page[page].entry = 1;
    },
  });
  if (faultKeepsReference)
    yield step(t, 'fault.get', {
      page,
      choices: ['faultKeepsReference'],
      effect: (s) => {
        s.page[page].refcount += 1;
      },
    });
  yield step(t, 'fault.map', {
    page,
    choices: ['mapping'],
    effect: (s) => {
      const process = s.process[t.process];
      process.tlb[page] = 1;
      if (process.pte[page]) return;
      process.pte[page] = 1;
      if (mapping === 'holds nothing') return;
      s.page[page].refcount += 1;
      s.page[page].mapcount += 1;
    },
  });
  if (faultKeepsReference) yield* dropFaultReference(t, page);
}
