import { type Again, loop } from '../checker/index.ts';
import { breakLayouts, deleteEntries, firstBusy } from './break-layouts.ts';
import { invalidateLock, lockExclusive } from './locks.ts';
import { each, type File } from './state.ts';
import { type Path, type Step, step, type Thread } from './step.ts';
import { freeBlocks } from './truncate.ts';

/**
 * xfs gives pages of one file the blocks of another (FICLONE onto a file that is there). The layouts of both files are broken, in the
 * order of their inode numbers: it sleeps for a page of the first. The second it only looks at: where a page of that is busy it lets both
 * locks go and begins again at once, and a pending signal is not asked for. False if a signal has ended the sleep
 * (fs/xfs/xfs_inode.c: xfs_mmaplock_two_inodes_and_break_dax_layout).
 */
export function* remap(
  t: Thread,
  [first, second]: readonly [File, File],
  pages: readonly number[],
): Path<boolean> {
  const { choices } = t.kernel;
  const files = [first, second].map(({ pages }) => invalidateLock(t, each(pages)[0]));
  const broken = yield* loop('begin again', function* (again): Path<boolean | Again> {
    yield lockExclusive(t, 'remap.lock-first', 'the first invalidate_lock', files[0]);
    if (!(yield* breakLayouts(t, first))) return false;
    yield lockExclusive(t, 'remap.lock-second', 'the second invalidate_lock', files[1]);
    const busy = yield* firstBusy(t, second, choices.scanWithoutVma === 'done');
    if (busy === undefined) return true;
    yield letGo(t, files);
    return again();
  });
  if (broken) {
    if (choices.entriesGo === 'with the layouts') yield deleteEntries(t, each(second.pages), second.which);
    else yield deleteEntries(t, pages);
    yield freeBlocks(t, pages);
  }
  yield letGo(t, files);
  return broken;
}

/** Lets the locks of both files go, as far as it has them. */
function letGo(t: Thread, locks: readonly ReturnType<typeof invalidateLock>[]): Step {
  return step(t, 'remap.unlock', {
    effect: (s) => {
      for (const find of locks) if (find(s).exclusive === t.me) find(s).exclusive = 0;
    },
  });
}
