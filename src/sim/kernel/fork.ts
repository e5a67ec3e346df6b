import { lockExclusive, mmapLock, unlock } from './locks.ts';
import { each, Mapped } from './state.ts';
import { type Path, step, type Thread } from './step.ts';
import { structPage } from './struct-page.ts';
import { mappedWith } from './zap.ts';

/**
 * fork() of a process whose mapping is private and has been written to: the child gets its page-table entries at
 * once. A shared mapping is not copied, the child faults (mm/memory.c: vma_needs_copy, copy_present_ptes).
 */
export function* fork(t: Thread, child: number, pages: number): Path {
  yield lockExclusive(t, 'fork.lock', 'mmap_lock', mmapLock(t.process));
  yield step(t, 'fork.link-vma', {
    effect: (s) => {
      s.process[child].vma = s.process[t.process].vma;
    },
  });
  for (const page of each(pages))
    yield step(t, 'fork.copy', {
      page,
      says: (_, copied) => (copied ? '' : 'nothing mapped'),
      effect: (s) => {
        const mapped = s.process[t.process].pte[page];
        const { pte, tlb } = s.process[child];
        if (mapped === Mapped.NOT || pte[page] !== Mapped.NOT) return false;
        for (const one of mappedWith(t, page, mapped)) {
          pte[one] = mapped;
          tlb[one] = 1;
        }
        if (t.kernel.choices.mapping === 'holds nothing') return true;
        const copied = structPage(t, s, page, 'mapping');
        copied.refcount += 1;
        copied.mapcount += 1;
        return true;
      },
    });
  yield unlock(t, 'fork.unlock', mmapLock(t.process));
}

/** The child runs only once it is there. One that has inherited no mapping has nothing to do here, and does not run. */
export function* forked(t: Thread): Path {
  yield step(t, 'fork.child-runs', {
    when: (s) =>
      s.process[t.process].vma === 1 && s.process.every(({ mmapLock }) => mmapLock.exclusive === 0),
    because: () => 'fork() has not returned',
  });
}
