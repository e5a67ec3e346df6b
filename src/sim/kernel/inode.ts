import { deleteEntries, waitForPages } from './break-layouts.ts';
import { each, type File, type State, Superblock } from './state.ts';
import { type Path, step, type Thread } from './step.ts';
import { freeBlocks } from './truncate.ts';

/**
 * The last reference to an unlinked inode goes: nobody has the file open and nobody maps it (a VMA holds a
 * reference), so no fault can come. Entries and blocks go at once, unless the design waits for pins first
 * (fs/ext4/inode.c: ext4_evict_inode; fs/dax.c: dax_break_layout_final).
 */
export function* evict(t: Thread, file: File): Path {
  yield step(t, 'evict.iput', {
    when: nothingMaps(file),
    because: () => 'a VMA still maps the file, and holds a reference to its inode',
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
    when: nothingMaps(file),
    because: () => 'a VMA still maps a file: the file system is busy',
    effect: (s) => {
      s.superblock = Superblock.UNMOUNTING;
    },
  });
  yield* endOfInode(t, file);
  yield step(t, 'umount.done', {
    effect: (s) => {
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

function* endOfInode(t: Thread, file: File): Path {
  if (t.kernel.choices.evictionWaits)
    yield* waitForPages(t, file, { takesSignals: false, holdsLock: false, looksWithoutVma: () => true });
  yield deleteEntries(t, each(file.pages));
}

const nothingMaps =
  ({ processes }: File) =>
  (s: Readonly<State>) =>
    each(processes).every((process) => s.process[process].vma === 0);
