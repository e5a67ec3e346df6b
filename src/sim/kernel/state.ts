import { bit, int, oneOf, pack, type StateOf, someOf } from '../checker/index.ts';

/**
 * What the modelled CPUs share. One record holds pages of one file, the processes that map it, the locks of
 * its inode, the device's pgmap, and where each task sleeps.
 */

/** GUP_PIN_COUNTING_BIAS (include/linux/mm.h): what one FOLL_PIN adds to an order-0 page's count. */
export const PIN_BIAS = 1024;

/** Whose block it is that the page's memory is. A block that is busy has left its file and is not free yet. */
export const Owner = { FILE: 0, FREE: 1, OTHER: 2, BUSY: 3 } as const;

/** Whether the block may be, or already is, somebody else's. */
export const isGivenUp = (owner: number): boolean => owner === Owner.FREE || owner === Owner.OTHER;

/** Some pages, or some processes: so many, from number 0 on; or these. */
export type Some = number | readonly number[];

/** The numbers of {@link Some}, ascending. */
export const each = (some: Some): readonly number[] =>
  typeof some === 'number' ? Array.from({ length: some }, (_, i) => i) : some;

/** A file. Where there is one file only, everything belongs to it. */
export interface File {
  readonly pages: Some;
  /** Processes that may map it. */
  readonly processes: Some;
  /** Which file it is, for a path that works on two: it becomes a part of the names of its steps. */
  readonly which?: string;
}

/** How many of each thing a scenario has. */
export interface Scale {
  readonly pages: number;
  readonly processes: number;
  readonly tasks: number;
  /** Some pages lie in entries of 2 MB, so that a page-table entry may be a PMD. */
  readonly huge?: boolean | undefined;
  /** How many files the pages belong to: one, if not said. */
  readonly files?: number | undefined;
  /** Tasks may be sent signals. */
  readonly signals?: boolean | undefined;
  /** What a page has been through is kept: without a past it cannot be told what a removal came after. */
  readonly history?: boolean | undefined;
  /** Somebody may fork: who copies a page table has it locked meanwhile. Nothing else holds that lock for more than a step. */
  readonly forks?: boolean | undefined;
}

/** The file system: mounted; an unmount is under way, which holds the superblock's s_umount; unmounted. */
export const Superblock = { MOUNTED: 0, UNMOUNTING: 1, UNMOUNTED: 2 } as const;

/** What a page table has for a page: nothing, an entry of its own, or a part of the PMD that maps the whole 2 MB. */
export const Mapped = { NOT: 0, PTE: 1, PMD: 2 } as const;

const page = {
  /** struct page's _refcount. As many pins fit as a dozen tasks hold, and some references. */
  refcount: int(0, 32767),
  /** Page-table entries that map it and are counted: _mapcount + 1. Stays 0 where mappings are not counted. */
  mapcount: int(0, 7),
  /** The file's DAX entry (XArray) is there and points to the page. */
  entry: bit,
  /** The entry holds a reference of the page. Stays 0 where entries hold nothing. */
  entryHeld: bit,
  /** The file system's view of the block: see {@link Owner}. */
  owner: int(0, 3),
  /** Pins that GUP has handed out and that were not dropped yet. Kept by the model; no kernel has it. */
  pins: int(0, 31),
  /** Device transfers under way into the page. */
  dma: int(0, 31),
} as const;

/** The record for a scenario of this scale. Task numbers in it start at 1; 0 is nobody. */
export function kernelRecord({
  pages,
  processes,
  tasks,
  huge = false,
  files = 1,
  signals = false,
  history = false,
  forks = false,
}: Scale) {
  const everyone = someOf(tasks);
  const somebody = oneOf(tasks);
  return pack({
    page: Array.from({ length: pages }, () => ({
      ...page,
      /** GUP has handed out a pin, or an entry has mapped it, at some time. Always 0 where no history is kept. */
      wasPinned: int(0, history ? 1 : 0),
      wasMapped: int(0, history ? 1 : 0),
      /** DAX_LOCKED: who holds the entry's lock. */
      entryLock: somebody,
    })),
    process: Array.from({ length: processes }, () => ({
      /** The VMA maps the file: it is in the file's i_mmap. */
      vma: bit,
      /** The process has the file open: like a VMA, that holds a reference to the inode. */
      opened: bit,
      /** mmap_lock: the set of tasks that hold it shared, and who holds it exclusively. */
      mmapLock: { shared: everyone, exclusive: somebody },
      /** The lock of the page table: who copies entries from it, or into it. Always 0 where nobody forks. */
      pageTableLock: forks ? somebody : int(0, 0),
      /** Per page: what the page table has for it, see {@link Mapped}; some CPU may still use that from its TLB. */
      pte: Array.from({ length: pages }, () => int(0, huge ? Mapped.PMD : Mapped.PTE)),
      tlb: Array.from({ length: pages }, () => bit),
      /** Tasks inside GUP-fast on this page table. They run with interrupts off, and so are RCU readers. */
      readers: everyone,
    })),
    /** The inode's i_rwsem, which whoever changes its size holds throughout. */
    inodeLock: { shared: everyone, exclusive: somebody },
    /** Per file: its inode's mapping->invalidate_lock (xfs: MMAPLOCK). */
    invalidateLock: Array.from({ length: files }, () => ({ shared: everyone, exclusive: somebody })),
    /** What has become of the file system: see {@link Superblock}. */
    superblock: int(0, Superblock.UNMOUNTED),
    /** The superblock's s_umount: an unmount owns it, and a freeze; the removal of the device shares it. */
    umountLock: { shared: everyone, exclusive: somebody },
    /** dev_pagemap: references that GUP holds on it now; and whether it is killed, so that none can be had. */
    pgmap: { users: int(0, 31), dying: bit },
    /** A fault was refused for a page that the file has. Kept by the model. */
    refused: bit,
    /** The device below the file system. */
    device: {
      /** kill_dax() has run, or the file system has shut itself down for it: faults find no memory behind a block any more. */
      dead: bit,
      /** memunmap_pages() has run: there is no struct page any more, and nothing behind a page-table entry. */
      memmapGone: bit,
      /** The readers that the grace period which percpu_ref_kill() has started must wait for. */
      graceFor: everyone,
      /** Who has touched a struct page that was gone. Kept by the model. */
      late: { gup: bit, pin: bit, fault: bit, mapping: bit },
    },
    task: Array.from({ length: tasks }, () => ({
      /** On which page's wait queue the task is: its number from 1; 0 is none. */
      queue: int(0, pages),
      /** TASK_INTERRUPTIBLE: set by prepare_to_wait, cleared by a wake-up. */
      sleeping: bit,
      /** For a page of which file the task waits, asleep or awake: its number from 1. Kept where faults look at it, and 0 elsewhere. */
      waiting: int(0, files),
      /** The mapcount that a put has read before it drops its reference. 0 where puts do not read it. */
      looked: int(0, 7),
      /** TIF_SIGPENDING. Always 0 where nobody sends signals. */
      signal: int(0, signals ? 1 : 0),
    })),
  });
}

/** The shared state, as tasks and properties see it. */
export type State = StateOf<KernelShape>;
type KernelShape = ReturnType<typeof kernelRecord> extends { fresh(): infer S } ? S : never;

/** One page of the shared state. */
export type Page = State['page'][number];

/** Who looks at a struct page: GUP, somebody who has a pin, a fault, or who unmaps and scans. */
export type Toucher = keyof State['device']['late'];
