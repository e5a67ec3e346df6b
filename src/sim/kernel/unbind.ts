import type { Choices } from './choices.ts';
import { endOfInode, isInUse } from './inode.ts';
import { lockShared, unlock } from './locks.ts';
import { awaitedReaders, startGracePeriod } from './rcu.ts';
import { each, type File, type State, Superblock } from './state.ts';
import { type Path, step, type Thread } from './step.ts';
import { tell, tellEarly } from './tell.ts';

/**
 * The device goes, below a file system with these files: pmem's remove callback, then memunmap_pages(). It cannot
 * fail; what it waits for is the design's choice.
 */
export function* unbind(t: Thread, ...files: readonly File[]): Path {
  const { choices } = t.kernel;
  const tells = (when: Choices['unbindTells']) => choices.unbindUnmaps && choices.unbindTells === when;
  if (tells('before faults fail')) yield* tellEarly(t, files);
  yield step(t, 'unbind.kill-dax', {
    says: () => 'no new faults',
    effect: (s) => {
      s.device.dead = 1;
    },
  });
  if (tells('once faults fail')) yield* tell(t, files);
  yield* markDead(t, files);
  yield step(t, 'unbind.kill-pgmap', {
    says: () => 'no new pgmap references',
    effect: (s) => {
      s.pgmap.dying = 1;
      startGracePeriod(s);
    },
  });
  if (choices.unbindWaitsFor === 'every page')
    yield* waitForEveryPage(
      t,
      files.flatMap(({ pages }) => each(pages)),
    );
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

/**
 * The file system above learns that its disk is dead: under s_umount, so behind an unmount that is under way, every inode
 * that nobody uses is evicted. What is open or mapped stays (fs/super.c: fs_bdev_mark_dead; block/bdev.c:
 * __invalidate_device before it).
 */
function* markDead(t: Thread, files: readonly File[]): Path {
  const lock = (s: State) => s.umountLock;
  const mounted = yield lockShared(t, 'unbind.mark-dead', 's_umount', lock, {
    effect: (s) => s.superblock === Superblock.MOUNTED,
    says: (_, found) => (found ? '' : 'no file system is mounted'),
  });
  for (const file of mounted ? files : []) {
    const unused = yield step(t, 'unbind.evict-inodes', {
      effect: (s) => !isInUse(file, s),
      says: (_, unused) =>
        unused ? 'nobody uses the file: its inode goes' : 'the file is in use: its inode stays',
    });
    if (unused) yield* endOfInode(t, file);
  }
  yield unlock(t, 'unbind.super-unlock', lock);
}

/** Drops the count that an idle page starts with, if it starts with one, and waits until each page is at 0. */
function* waitForEveryPage(t: Thread, pages: readonly number[]): Path {
  const { choices } = t.kernel;
  if (choices.idle > 0)
    for (const page of pages)
      yield step(t, 'unbind.drop-base', {
        page,
        effect: (s) => {
          s.page[page].refcount -= choices.idle;
        },
      });
  for (const page of pages)
    yield step(t, 'unbind.wait-page', {
      page,
      when: (s) => s.page[page].refcount === 0,
      because: (s) => `waits for the page, refcount is ${s.page[page].refcount}, waits for 0`,
    });
}
