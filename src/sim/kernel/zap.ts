import { lockExclusive, mmapLock, unlock } from './locks.ts';
import { dropMappingReference } from './put.ts';
import { each, type File, Mapped, type Some } from './state.ts';
import { type Path, step, type Thread } from './step.ts';
import { structPage } from './struct-page.ts';

/**
 * Takes a page out of one process's page table, and with it all that the same PMD maps: clear the entry under the page-table lock, flush the TLB,
 * then drop what the mapping held. What is done under that lock is one step, but for the copy of a fork, which is waited for. The flush comes before the drop, so no CPU uses a page that is let go.
 */
export function* zapPage(t: Thread, process: number, page: number): Path {
  const { choices } = t.kernel;
  const which = `in process ${process}`;
  const mapped = yield step(t, 'zap.clear', {
    page,
    which,
    when: (s) => s.process[process].pageTableLock === 0,
    because: (s) => `the page-table lock is held by ${t.kernel.tasks[s.process[process].pageTableLock - 1]}`,
    says: (_, was) => (was ? '' : 'nothing mapped'),
    effect: (s) => {
      const { pte } = s.process[process];
      const was = pte[page];
      for (const one of mappedWith(t, page, was)) pte[one] = Mapped.NOT;
      if (was && choices.mapping === 'holds a reference') structPage(t, s, page, 'mapping').mapcount -= 1;
      return was;
    },
  });
  if (!mapped) return;
  yield step(t, 'zap.flush', {
    page,
    which: mapped === Mapped.PMD ? `${which}, a PMD` : which,
    when: (s) => !choices.flushInterrupts || s.process[process].readers === 0,
    because: () => 'the TLB flush interrupts who uses the page table, and GUP-fast runs with interrupts off',
    effect: (s) => {
      const { tlb } = s.process[process];
      for (const one of mappedWith(t, page, mapped)) tlb[one] = 0;
    },
  });
  if (choices.mapping === 'holds a reference') yield* dropMappingReference(t, page);
}

/** The pages that one page-table entry of this kind maps, `page` among them. */
export const mappedWith = ({ kernel }: Thread, page: number, kind: number): readonly number[] =>
  (kind === Mapped.PMD ? kernel.layout.folio[page] : null) ?? [page];

/** Takes every page of the file out of every page table (mm/memory.c: unmap_mapping_range). */
export function* zapAll(t: Thread, { pages, processes }: File): Path {
  for (const process of each(processes)) for (const page of each(pages)) yield* zapPage(t, process, page);
}

/** munmap() of the whole mapping (mm/vma.c). The VMA leaves the file's i_mmap after its pages are unmapped. */
export function* munmap(t: Thread, pages: Some): Path {
  yield lockExclusive(t, 'munmap.lock', 'mmap_lock', mmapLock(t.process));
  for (const page of each(pages)) yield* zapPage(t, t.process, page);
  yield step(t, 'munmap.unlink-vma', {
    effect: (s) => {
      s.process[t.process].vma = 0;
    },
  });
  yield unlock(t, 'munmap.unlock', mmapLock(t.process));
}
