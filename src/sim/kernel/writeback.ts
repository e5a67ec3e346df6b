import { entryLocked } from './entry.ts';
import { type Path, step, type Thread } from './step.ts';
import { entryOf } from './struct-page.ts';

/**
 * fsync() or sync() writes one page back; the flusher by itself leaves DAX alone. It flushes CPU caches with the DAX
 * entry locked, and takes neither invalidate_lock nor the inode's lock for that. To unlock the entry is to store what
 * was there before it was locked, so nobody may delete it meanwhile (fs/dax.c: dax_writeback_one).
 */
export function* writeback(t: Thread, page: number): Path {
  const found = yield step(t, 'writeback.lock-entry', {
    page,
    when: (s) => entryOf(t, s, page).entryLock === 0,
    because: (s) => entryLocked(t.kernel, entryOf(t, s, page)),
    says: (_, found) => (found ? 'the DAX entry is locked' : 'no entry: nothing to write back'),
    effect: (s) => {
      const entry = entryOf(t, s, page);
      if (entry.entry === 0) return false;
      entry.entryLock = t.me;
      return true;
    },
  });
  if (!found) return;
  yield step(t, 'writeback.flush', { page });
  yield step(t, 'writeback.unlock-entry', {
    page,
    effect: (s) => {
      const entry = entryOf(t, s, page);
      entry.entryLock = 0;
      entry.entry = 1;
    },
  });
}
