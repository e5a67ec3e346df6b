import { lockExclusive, mmapLock, unlock } from './locks.ts';
import { each, Mapped, type State } from './state.ts';
import { type Path, type Step, step, type Thread } from './step.ts';
import { structPage } from './struct-page.ts';
import { mappedWith } from './zap.ts';

/**
 * fork() of a process whose mapping is private and has been written to: the child gets its page-table entries at
 * once. A shared mapping is not copied, the child faults (mm/memory.c: vma_needs_copy, copy_pte_range).
 */
export function* fork(t: Thread, child: number, pages: number): Path {
  yield lockExclusive(t, 'fork.lock', 'mmap_lock', mmapLock(t.process));
  yield step(t, 'fork.link-vma', {
    effect: (s) => {
      s.process[child].vma = s.process[t.process].vma;
    },
  });
  for (const page of each(pages)) {
    const copies = t.kernel.choices.mapping === 'holds nothing' || (yield takeReference(t, child, page));
    if (copies) yield copy(t, child, page);
  }
  yield unlock(t, 'fork.unlock', mmapLock(t.process));
}

/** Whether the parent has an entry that the child does not have yet: one PMD is copied for all its pages. */
const hasToCopy = (t: Thread, s: Readonly<State>, child: number, page: number): boolean =>
  s.process[t.process].pte[page] !== Mapped.NOT && s.process[child].pte[page] === Mapped.NOT;

const nothingMapped = (_: Readonly<State>, copied: number) => (copied ? '' : 'nothing mapped');

/**
 * The reference comes before the mapcount, and a put may come between them. Both page tables are locked over the two, so no zap does.
 * Faults and GUP's slow path, which take that lock too, wait for mmap_lock as it is; GUP-fast takes no lock.
 */
function takeReference(t: Thread, child: number, page: number): Step {
  return step(t, 'fork.get', {
    page,
    says: nothingMapped,
    effect: (s) => {
      if (!hasToCopy(t, s, child, page)) return false;
      for (const process of [t.process, child]) s.process[process].pageTableLock = t.me;
      structPage(t, s, page, 'mapping').refcount += 1;
      return true;
    },
  });
}

/** The entry, with its mapcount where it has one. */
function copy(t: Thread, child: number, page: number): Step {
  return step(t, 'fork.copy', {
    page,
    says: nothingMapped,
    effect: (s) => {
      if (!hasToCopy(t, s, child, page)) return false;
      const { pte, tlb } = s.process[child];
      const mapped = s.process[t.process].pte[page];
      for (const one of mappedWith(t, page, mapped)) {
        pte[one] = mapped;
        tlb[one] = 1;
      }
      if (t.kernel.choices.mapping === 'holds nothing') return true;
      structPage(t, s, page, 'mapping').mapcount += 1;
      for (const process of [t.process, child]) s.process[process].pageTableLock = 0;
      return true;
    },
  });
}

/** The child runs only once it is there. One that has inherited no mapping has nothing to do here, and does not run. */
export function* forked(t: Thread): Path {
  yield step(t, 'fork.child-runs', {
    when: (s) =>
      s.process[t.process].vma === 1 && s.process.every(({ mmapLock }) => mmapLock.exclusive === 0),
    because: () => 'fork() has not returned',
  });
}
