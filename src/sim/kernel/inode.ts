import { deleteEntries, waitForPages } from './break-layouts.ts';
import { held } from './locks.ts';
import { each, type File, type State, Superblock } from './state.ts';
import { type Path, step, type Thread } from './step.ts';
import { freeBlocks } from './truncate.ts';

/** Opens the file, and keeps it open. */
export function* openFile(t: Thread): Path {
  yield step(t, 'file.open', {
    effect: (s) => {
      s.process[t.process].opened = 1;
    },
  });
}

/** Closes it again: the last reference to the inode may be another's. */
export function* closeFile(t: Thread): Path {
  yield step(t, 'file.close', {
    effect: (s) => {
      s.process[t.process].opened = 0;
    },
  });
}

/**
 * The last reference to an unlinked inode goes: nobody has the file open and nobody maps it (a VMA holds a
 * reference), so no fault can come. Entries and blocks go at once, unless the design waits for pins first
 * (fs/ext4/inode.c: ext4_evict_inode; fs/dax.c: dax_break_layout_final).
 */
export function* evict(t: Thread, file: File): Path {
  yield step(t, 'evict.iput', {
    when: (s) => !isInUse(file, s),
    because: (s) => `${inUse(file, s)}, which holds a reference to its inode`,
  });
  yield* endOfInode(t, file);
  yield freeBlocks(t, each(file.pages));
}

/**
 * The file system is unmounted: the inode leaves memory, its entries with it, and the file keeps its blocks. Whoever
 * mounts it again knows nothing of pages that were in use before. The superblock's s_umount is held throughout
 * (fs/super.c: generic_shutdown_super).
 */
export function* unmount(t: Thread, file: File): Path {
  yield step(t, 'umount.evict-inodes', {
    when: (s) => !isInUse(file, s) && isFree(s.umountLock),
    because: (s) =>
      isInUse(file, s)
        ? `${inUse(file, s)}: the file system is busy`
        : held(t.kernel, 's_umount', s.umountLock),
    effect: (s) => {
      s.umountLock.exclusive = t.me;
      s.superblock = Superblock.UNMOUNTING;
    },
  });
  yield* endOfInode(t, file);
  yield step(t, 'umount.done', {
    effect: (s) => {
      s.umountLock.exclusive = 0;
      s.superblock = Superblock.UNMOUNTED;
    },
  });
}

/** The file system is mounted again: it finds the file and its blocks as they were (fs/ext4/super.c: ext4_fill_super). */
export function* mount(t: Thread): Path {
  yield step(t, 'umount.mount-again', {
    effect: (s) => {
      s.superblock = Superblock.MOUNTED;
    },
  });
}

/** Goes on once somebody has begun to unmount the file system. */
export function* afterUnmount(t: Thread): Path {
  yield step(t, 'umount.begun', {
    when: (s) => s.superblock !== Superblock.MOUNTED,
    because: () => 'the file system is mounted, and nobody unmounts it',
  });
}

/** The inode leaves memory, and its entries with it: after its pins where the design waits for them, else at once. */
export function* endOfInode(t: Thread, file: File): Path {
  if (t.kernel.choices.evictionWaits)
    yield* waitForPages(t, file, { takesSignals: false, holdsLock: false, looksWithoutVma: () => true });
  yield deleteEntries(t, each(file.pages));
}

/** Whether somebody maps the file or has it open. Either holds a reference to its inode. */
export function isInUse({ processes }: File, s: Readonly<State>): boolean {
  return each(processes).some((process) => s.process[process].vma === 1 || s.process[process].opened === 1);
}

/** By what, for somebody who waits. */
function inUse({ processes }: File, s: Readonly<State>): string {
  const mapped = each(processes).some((process) => s.process[process].vma === 1);
  return mapped ? 'a VMA still maps the file' : 'a process still has the file open';
}

const isFree = ({ shared, exclusive }: State['umountLock']): boolean => shared === 0 && exclusive === 0;
