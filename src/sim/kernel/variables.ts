import type { FactId } from '../../facts/facts.ts';

/** A variable of the shared state, as readers of the model are told of it. */
export interface Variable {
  /** Its place in the record, without numbers: `page.refcount`. */
  readonly path: string;
  /** The kernel's name for it; null for what only the model keeps. */
  readonly kernel: string | null;
  readonly what: string;
  /** Where the kernel has it. */
  readonly fact?: FactId;
}

/** Every variable of the record in state.ts, in its order. */
export const variables: readonly Variable[] = [
  {
    path: 'page.refcount',
    kernel: 'struct page: _refcount',
    what: 'The reference count, as a number.',
    fact: 'gup-grab-6.1',
  },
  {
    path: 'page.mapcount',
    kernel: 'struct page: _mapcount, plus 1',
    what: 'Page-table entries that are counted. Stays 0 where mappings are not.',
    fact: 'fault-map-7.2',
  },
  {
    path: 'page.entry',
    kernel: 'the DAX entry in mapping->i_pages',
    what: 'There, or not there.',
    fact: 'fault-insert-6.1',
  },
  {
    path: 'page.entryHeld',
    kernel: 'the same without DAX_ZAP, in the series of 2022',
    what: 'The entry holds a reference of the page.',
    fact: 'entry-held-zap',
  },
  {
    path: 'page.owner',
    kernel: 'the file system’s record of the block',
    what: 'Whose block the page is: the file’s, free, or another file’s.',
    fact: 'block-reuse',
  },
  {
    path: 'page.pins',
    kernel: null,
    what: 'Pins and references that GUP has handed out and that were not dropped.',
  },
  {
    path: 'page.wasPinned',
    kernel: null,
    what: 'GUP has handed out a pin of the page at some time. Only where a device is removed.',
  },
  {
    path: 'page.wasMapped',
    kernel: null,
    what: 'A page-table entry has mapped the page at some time. Only where a device is removed.',
  },
  { path: 'page.dma', kernel: null, what: 'Transfers of a device into the page that are under way.' },
  {
    path: 'page.entryLock',
    kernel: 'DAX_LOCKED in the entry',
    what: 'Who has locked the entry.',
    fact: 'fault-entry-5.19',
  },
  {
    path: 'process.vma',
    kernel: 'a VMA of the file in its i_mmap',
    what: 'The process maps the file.',
    fact: 'scan-unmapped-6.1',
  },
  {
    path: 'process.opened',
    kernel: 'a struct file of the file',
    what: 'The process has the file open.',
    fact: 'open-holds-7.2',
  },
  {
    path: 'process.mmapLock',
    kernel: 'mm->mmap_lock',
    what: 'Who holds it shared, and who owns it. Faults under a VMA lock are not told apart.',
    fact: 'fault-locks',
  },
  {
    path: 'process.pageTableLock',
    kernel: 'the page-table lock',
    what: 'Who copies entries of the page table in a fork. Only where somebody forks: all else under that lock is one step.',
    fact: 'fork-copy-7.2',
  },
  {
    path: 'process.pte',
    kernel: 'the page-table entry',
    what: 'Per page: present, or none.',
    fact: 'fault-map-6.1',
  },
  {
    path: 'process.tlb',
    kernel: 'the TLBs of the CPUs that run it',
    what: 'Per page: some CPU may still use the entry.',
    fact: 'zap-flush-7.2',
  },
  {
    path: 'process.readers',
    kernel: 'interrupts off, on some CPU',
    what: 'The tasks inside GUP-fast on this page table.',
    fact: 'gup-irq-6.1',
  },
  {
    path: 'inodeLock',
    kernel: 'inode->i_rwsem',
    what: 'Who changes the size of the file.',
    fact: 'inode-lock-6.1',
  },
  {
    path: 'invalidateLock',
    kernel: 'mapping->invalidate_lock (xfs: MMAPLOCK)',
    what: 'Per file. Held shared by faults, owned by truncate.',
    fact: 'fault-locks',
  },
  {
    path: 'pgmap.users',
    kernel: 'pgmap->ref',
    what: 'References that GUP calls hold now.',
    fact: 'gup-pgmap-get-6.1',
  },
  {
    path: 'pgmap.dying',
    kernel: 'pgmap->ref, killed',
    what: 'No reference can be had any more.',
    fact: 'unbind-6.1',
  },
  {
    path: 'superblock',
    kernel: 'the superblock’s SB_DYING and SB_DEAD',
    what: 'The file system is mounted, an unmount is under way, or it is unmounted.',
    fact: 'mark-dead-7.2',
  },
  {
    path: 'umountLock',
    kernel: 'the superblock’s s_umount',
    what: 'Owned by an unmount, and by xfs from its freeze to its thaw when it is told of a removal, where the kernel holds a reference on the superblock; shared by a removal while it evicts inodes.',
    fact: 'mark-dead-7.2',
  },
  {
    path: 'refused',
    kernel: null,
    what: 'A fault was refused for a page that the file has. No kernel does that.',
  },
  {
    path: 'device.dead',
    kernel: 'DAXDEV_ALIVE, cleared, or a file system that was shut down for it',
    what: 'New faults find no memory.',
    fact: 'kill-dax-6.1',
  },
  {
    path: 'device.memmapGone',
    kernel: 'arch_remove_memory() has run',
    what: 'There is no struct page any more.',
    fact: 'unbind-6.1',
  },
  {
    path: 'device.graceFor',
    kernel: 'a grace period of RCU',
    what: 'The tasks inside GUP-fast that killing the pgmap waits for.',
  },
  {
    path: 'device.late',
    kernel: null,
    what: 'Who has touched a struct page that was gone: GUP, a pin holder, a fault, a mapping.',
  },
  {
    path: 'task.queue',
    kernel: 'the wait queue of ___wait_var_event()',
    what: 'On which page the task waits.',
    fact: 'wait-var-event',
  },
  {
    path: 'task.sleeping',
    kernel: 'TASK_INTERRUPTIBLE',
    what: 'The task does not run until it is woken.',
    fact: 'wait-var-event',
  },
  {
    path: 'task.waiting',
    kernel: null,
    what: 'The task waits for a page, asleep or awake. Only where faults look at it, which is in no kernel.',
  },
  {
    path: 'task.looked',
    kernel: null,
    what: 'The mapcount that a put has read before it drops its reference. Only where a put does that, which is in no kernel.',
  },
  {
    path: 'task.signal',
    kernel: 'TIF_SIGPENDING',
    what: 'A signal is pending. Only where recordings of real kernels are replayed; no example sends one.',
    fact: 'wait-var-event',
  },
];
