import { invalidateLock, lockExclusive, unlock } from './locks.ts';
import { awaitedReaders, startGracePeriod } from './rcu.ts';
import { each, type File, Superblock } from './state.ts';
import { type Path, step, type Thread } from './step.ts';
import { zapAll } from './zap.ts';

/**
 * The device goes: pmem's remove callback, then memunmap_pages(). It cannot fail; what it waits for is the
 * design's choice.
 */
export function* unbind(t: Thread, file: File): Path {
  const { choices } = t.kernel;
  yield step(t, 'unbind.kill-dax', {
    says: () => 'no new faults',
    effect: (s) => {
      s.device.dead = 1;
    },
  });
  if (choices.unbindWaitsForUnmount)
    yield step(t, 'unbind.mark-dead', {
      when: (s) => s.superblock !== Superblock.UNMOUNTING,
      because: () => 'an unmount holds the lock of the superblock',
    });
  if (choices.unbindUnmaps) {
    // Under the lock: a fault that found its block before the device died has ended, and is unmapped too.
    const lock = invalidateLock(t, each(file.pages)[0]);
    yield lockExclusive(t, 'unbind.lock', 'invalidate_lock', lock);
    yield* zapAll(t, file);
    yield unlock(t, 'unbind.unlock', lock);
  }
  yield step(t, 'unbind.kill-pgmap', {
    says: () => 'no new pgmap references',
    effect: (s) => {
      s.pgmap.dying = 1;
      startGracePeriod(s);
    },
  });
  if (choices.unbindWaitsFor === 'every page') yield* waitForEveryPage(t, file);
  yield step(t, 'unbind.wait-users', {
    when: (s) => s.pgmap.users === 0 && awaitedReaders(s) === 0,
    because: (s) =>
      s.pgmap.users > 0
        ? `waits for the GUP calls that hold the pgmap: ${s.pgmap.users}`
        : 'waits for a grace period, and GUP-fast is under way',
  });
  yield step(t, 'unbind.remove-memmap', {
    says: () => 'struct pages are gone',
    effect: (s) => {
      s.device.memmapGone = 1;
    },
  });
}

/** Drops the count that an idle page starts with, if it starts with one, and waits until each page is at 0. */
function* waitForEveryPage(t: Thread, { pages }: File): Path {
  const { choices } = t.kernel;
  if (choices.idle > 0)
    for (const page of each(pages))
      yield step(t, 'unbind.drop-base', {
        page,
        effect: (s) => {
          s.page[page].refcount -= choices.idle;
        },
      });
  for (const page of each(pages))
    yield step(t, 'unbind.wait-page', {
      page,
      when: (s) => s.page[page].refcount === 0,
      because: (s) => `waits for the page, refcount is ${s.page[page].refcount}, waits for 0`,
    });
}
