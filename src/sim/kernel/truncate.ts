import { breakLayouts, deleteEntries } from './break-layouts.ts';
import { listBusyBlocks } from './busy-blocks.ts';
import { invalidateLock, lockExclusive, unlock } from './locks.ts';
import { each, type File, Owner } from './state.ts';
import { type Path, type Step, step, type Thread } from './step.ts';

/**
 * Truncates the file, to its first `length` pages: break layouts, remove entries, free blocks. False if a signal came
 * first: then the file is as it was (fs/ext4/inode.c: ext4_setattr).
 */
export function* truncate(t: Thread, file: File, length = 0): Path<boolean> {
  return yield* freePages(t, file, each(file.pages).slice(length));
}

/**
 * Punches pages out of the file. ext4 and xfs break the layouts of the whole file for that: they unmap every page
 * and wait for every page (fs/ext4/inode.c: ext4_punch_hole). False if a signal came first.
 */
export function* punch(t: Thread, file: File, ...pages: readonly number[]): Path<boolean> {
  return yield* freePages(t, file, pages);
}

/**
 * Runs `change` under the inode's lock, as every change of a file's size does (fs/open.c: do_truncate). Where only
 * one task changes the file, nobody else asks for this lock, and it is left out.
 */
export function* underInodeLock<R>(t: Thread, change: Path<R>): Path<R> {
  yield lockExclusive(t, 'inode.lock', 'the inode lock', (s) => s.inodeLock);
  const result = yield* change;
  yield unlock(t, 'inode.unlock', (s) => s.inodeLock);
  return result;
}

function* freePages(t: Thread, file: File, pages: readonly number[]): Path<boolean> {
  const lock = invalidateLock(t, each(file.pages)[0]);
  yield lockExclusive(t, 'trunc.lock', 'invalidate_lock', lock);
  const broken = yield* breakLayouts(t, file);
  if (broken) {
    if (t.kernel.choices.entriesGo === 'with the blocks') yield deleteEntries(t, pages);
    yield freeBlocks(t, pages);
  }
  yield unlock(t, 'trunc.unlock', lock);
  return broken;
}

/** The file system gives the blocks of these pages back, as far as the file still has them; those of busy pages later, perhaps. */
export function freeBlocks(t: Thread, pages: readonly number[]): Step {
  if (t.kernel.choices.blocksGo === 'with the last put') return listBusyBlocks(t, pages);
  return step(t, 'trunc.free-blocks', {
    effect: (s) => {
      for (const page of pages) if (s.page[page].owner === Owner.FILE) s.page[page].owner = Owner.FREE;
    },
  });
}
