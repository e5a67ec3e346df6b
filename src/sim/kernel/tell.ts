import { entryLocked } from './entry.ts';
import { invalidateLock, lockExclusive, unlock } from './locks.ts';
import { each, type File, type State, Superblock } from './state.ts';
import { type Path, step, type Thread } from './step.ts';
import { entryOf, structPage } from './struct-page.ts';
import { wakes, wakeUpVar } from './wake.ts';
import { zapAll } from './zap.ts';

/**
 * The file system is told that its device goes, once new faults fail. Each file is unmapped under its invalidate_lock: a fault that
 * found its block before the device died has ended by then, and is unmapped too.
 */
export function* tell(t: Thread, files: readonly File[]): Path {
  for (const file of files) {
    const lock = invalidateLock(t, each(file.pages)[0]);
    yield lockExclusive(t, 'unbind.lock', 'invalidate_lock', lock);
    yield* zapAll(t, file);
    if (t.kernel.choices.unbindRemovesEntries) yield* removeEntries(t, file);
    yield unlock(t, 'unbind.unlock', lock);
  }
}

/**
 * It is told before faults fail, as xfs is (fs/xfs/xfs_notify_failure.c: xfs_dax_notify_dev_failure). It freezes itself, for which it
 * needs s_umount, and so waits for an unmount that is under way. (The kernel lets s_umount go once it is frozen, and an unmount that comes then is
 * done by the thaw; here it waits for the thaw.) A freeze keeps writes out and no read fault, so each file is unmapped
 * once more when its entries are out: a fault that held one has mapped its page by then. It takes no invalidate_lock. A fault that comes
 * after that and before the shutdown is not met again.
 */
export function* tellEarly(t: Thread, files: readonly File[]): Path {
  const lock = (s: State) => s.umountLock;
  const mounted = yield lockExclusive(t, 'unbind.freeze', 's_umount', lock, {
    effect: (s) => s.superblock === Superblock.MOUNTED,
    says: (_, found) => (found ? '' : 'no file system is mounted'),
  });
  for (const file of mounted ? files : []) {
    yield* zapAll(t, file);
    if (!t.kernel.choices.unbindRemovesEntries) continue;
    yield* removeEntries(t, file);
    yield* zapAll(t, file);
  }
  if (mounted)
    yield step(t, 'unbind.shutdown', {
      says: () => 'no new faults',
      effect: (s) => {
        s.device.dead = 1;
      },
    });
  yield unlock(t, 'unbind.thaw', lock);
}

/** Takes the file's entries out, one after the other, whoever holds their pages: nobody is waited for (fs/dax.c: __dax_invalidate_entry). */
function* removeEntries(t: Thread, file: File): Path {
  for (const page of each(file.pages)) {
    const owesWakeUp = yield removeEntry(t, page);
    if (owesWakeUp) yield wakeUpVar(t, page);
  }
}

/** One entry, when nobody has it locked, and the reference that it may hold. True if who sleeps on the page is to be woken. */
const removeEntry = (t: Thread, page: number) =>
  step(t, 'unbind.remove-entry', {
    page,
    when: (s) => entryOf(t, s, page).entryLock === 0,
    because: (s) => entryLocked(t.kernel, entryOf(t, s, page)),
    effect: (s) => {
      const entry = entryOf(t, s, page);
      if (!entry.entry) return false;
      const counted = structPage(t, s, page, 'mapping');
      const drops = entry.entryHeld;
      counted.refcount -= drops;
      entry.entryHeld = 0;
      entry.entry = 0;
      return drops === 1 && wakes(t.kernel.choices.folioPutWakesAt, counted);
    },
  });
