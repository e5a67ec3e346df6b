import { code, type Fact, V61, V72, V612 } from '../fact.ts';

/** How a page leaves a page table. */
export const zap = {
  'zap-6.1': code(
    V61,
    'mm/memory.c:vm_normal_page',
    626,
    'A devmap entry has no normal page, so clearing it drops nothing.',
  ),
  'zap-6.12': code(
    V612,
    'mm/memory.c:vm_normal_page',
    608,
    'A devmap entry has no normal page, so clearing it drops nothing.',
  ),
  'zap-clear-6.12': code(
    V612,
    'mm/memory.c:zap_present_ptes',
    1547,
    'Without a normal page the entry is cleared and its TLB entry noted: no rmap, no put.',
  ),
  'zap-pmd-6.12': code(
    V612,
    'mm/huge_memory.c:zap_huge_pmd',
    2058,
    'A huge DAX entry is cleared under its lock, and nothing is put.',
  ),
  'zap-7.2': code(
    V72,
    'mm/memory.c:zap_present_folio_ptes',
    1638,
    'Clears the entry and takes the mapcount down; the reference waits for the TLB flush.',
  ),
  'unlink-vma-7.2': code(
    V72,
    'mm/memory.c:free_pgtables',
    417,
    "munmap() takes the VMA out of the file's i_mmap when its entries are cleared.",
  ),
  'zap-dirty-7.2': code(
    V72,
    'mm/memory.c:zap_present_folio_ptes',
    1652,
    'For a dirty entry the mapcount goes down later, but still under the page-table lock.',
  ),
  'zap-rmap-7.2': code(
    V72,
    'mm/memory.c:zap_present_folio_ptes',
    1672,
    'The mapcount goes down before the lock is given up: nobody else sees a mapping without its entry.',
  ),
  'zap-window-7.2': code(
    V72,
    'mm/memory.c:zap_present_folio_ptes',
    1677,
    'From here to the flush the page has a reference and no mapping, which a scan takes for busy.',
  ),
  'zap-flush-7.2': code(
    V72,
    'mm/memory.c:zap_pte_range',
    1960,
    'The TLB is flushed before the gathered pages are let go.',
  ),
  'zap-put-7.2': code(
    V72,
    'mm/swap.c:folios_put_refs',
    1019,
    'After the flush the reference of each mapping is dropped; at 0 the page is idle.',
  ),
  'zap-pmd-7.2': code(
    V72,
    'mm/huge_memory.c:zap_huge_pmd',
    2512,
    'A huge entry is cleared, its mapcount goes, and the gather puts the page after the lock.',
  ),
  'split-pmd-7.2': code(
    V72,
    'mm/huge_memory.c:__split_huge_pmd_locked',
    3140,
    'To split a huge DAX entry is to clear it: its reference is put at once.',
  ),
  'stale-tlb-6.12': code(
    V612,
    'mm/memory.c:zap_present_ptes',
    1547,
    'A munmap() that has not flushed yet holds nothing, so the scan of a truncate can pass before that flush.',
    { status: 'derived' },
  ),
  'stale-tlb-7.2': code(
    V72,
    'mm/memory.c:zap_present_folio_ptes',
    1677,
    'The reference that the gather keeps makes the scan of a truncate wait for the flush of a munmap().',
    { status: 'derived' },
  ),
} as const satisfies Record<string, Fact>;
