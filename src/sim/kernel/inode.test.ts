import { describe, expect, test } from 'vitest';
import { current, entryHeld, fsHeld, gupPut, v517, v615 } from '../designs/fixtures.ts';
import { Walk } from './fixtures.ts';
import {
  closeFile,
  evict,
  getUserPage,
  mount,
  munmap,
  Owner,
  openFile,
  Superblock,
  type Thread,
  touch,
  unmount,
  unpinUserPage,
} from './index.ts';

const file = { pages: 1, processes: 1 };
const app = (t: Thread) => touch(t, 0);
const unmap = (t: Thread) => munmap(t, 1);
const last = (t: Thread) => evict(t, file);
const lastOfTwo = (t: Thread) => evict(t, { pages: 1, processes: 2 });
const umount = (t: Thread) => unmount(t, file);
function* io(t: Thread) {
  if (yield* getUserPage(t, 0, 'FOLL_PIN')) yield* unpinUserPage(t, 0);
}
const all = [v517, current, gupPut, fsHeld, entryHeld, v615];
const page = (walk: Walk) => walk.state.page[0];
/** The page has been mapped, is pinned, and nothing maps the file any more. */
const pinned = (design: typeof current) =>
  new Walk(design, { app, io, unmap, last, umount, again: mount })
    .end('app')
    .to('io', 'unpin.sub')
    .end('unmap');

describe('eviction', () => {
  test('waits until no VMA maps the file', () => {
    const walk = new Walk(v615, { unmap, last });
    expect(walk.whyNot('last')).toBe('a VMA still maps the file, which holds a reference to its inode');
    expect(walk.end('unmap').whyNot('last')).toBeNull();
  });

  test('waits until nobody has the file open', () => {
    const open = function* (t: Thread) {
      yield* openFile(t);
      yield* munmap(t, 1);
      yield* closeFile(t);
    };
    const walk = new Walk(v615, { open, last }).to('open', 'file.close');
    expect(walk.whyNot('last')).toBe(
      'a process still has the file open, which holds a reference to its inode',
    );
    expect(walk.end('open').whyNot('last')).toBeNull();
  });

  test('waits for the VMAs of all processes', () => {
    const walk = new Walk(
      v615,
      { unmap, last: lastOfTwo, other: unmap },
      { processes: 2, processOf: { other: 1 } },
    );
    expect(walk.end('unmap').whyNot('last')).toMatch(/a VMA still maps the file/);
    expect(walk.end('other').whyNot('last')).toBeNull();
  });

  test.each(all)('takes the entry and frees the block: $id', (design) => {
    const walk = new Walk(design, { app, unmap, last }).end('app').end('unmap').end('last');
    const { idle } = design.choices;
    expect(page(walk)).toMatchObject({ refcount: idle, entry: 0, entryHeld: 0, owner: Owner.FREE });
    expect(walk.held).toEqual([]);
  });

  test.each([v517, current, gupPut, fsHeld])('does not look at the page: $id', (design) => {
    const walk = pinned(design).end('last');
    expect(walk.came('last')).toEqual(['evict.iput', 'trunc.delete-entries', 'trunc.free-blocks']);
    expect(page(walk)).toMatchObject({ owner: Owner.FREE, pins: 1 });
  });

  test.each([entryHeld, v615])('waits for a pin, with no lock held and none to take back: $id', (design) => {
    const walk = pinned(design).to('last', 'wait.schedule');
    expect(walk.whyNot('last')).toBe('asleep in ___wait_var_event, refcount is 1024, waits for 0');
    expect(walk.held).toEqual([]);
    walk.end('io').end('last');
    expect(walk.came('last').filter((at) => at === 'wait.unlock' || at === 'wait.lock')).toEqual([]);
    expect(page(walk)).toMatchObject({ owner: Owner.FREE, entry: 0, pins: 0, refcount: 0 });
  });
});

describe('unmounting', () => {
  test('is refused while a VMA maps a file', () => {
    expect(new Walk(v615, { umount }).whyNot('umount')).toBe(
      'a VMA still maps the file: the file system is busy',
    );
  });

  test.each(all)('takes the entry, and leaves the file its block: $id', (design) => {
    const walk = new Walk(design, { app, unmap, umount }).end('app').end('unmap').end('umount');
    const { idle } = design.choices;
    expect(page(walk)).toMatchObject({ refcount: idle, entry: 0, entryHeld: 0, owner: Owner.FILE });
  });

  test.each([v517, current, gupPut, fsHeld])(
    'leaves a pin behind, of which the next mount knows nothing: $id',
    (design) => {
      const walk = pinned(design).end('umount').end('again').end('last');
      expect(page(walk)).toMatchObject({ owner: Owner.FREE, pins: 1 });
    },
  );

  test.each([entryHeld, v615])('waits for the pin: $id', (design) => {
    const walk = pinned(design).to('umount', 'wait.schedule');
    expect(page(walk)).toMatchObject({ entry: 1, owner: Owner.FILE });
    expect(page(walk.end('io').end('umount'))).toMatchObject({ entry: 0, owner: Owner.FILE, refcount: 0 });
  });
});

test('the superblock is held while the file system is unmounted, and there again once it is mounted', () => {
  const walk = pinned(v615);
  const seen = [walk.state.superblock];
  seen.push(walk.to('umount', 'wait.schedule').state.superblock);
  seen.push(walk.end('io').end('umount').state.superblock);
  seen.push(walk.end('again').state.superblock);
  const { MOUNTED, UNMOUNTING, UNMOUNTED } = Superblock;
  expect(seen).toEqual([MOUNTED, UNMOUNTING, UNMOUNTED, MOUNTED]);
});

test('mounting again changes the superblock alone', () => {
  const walk = pinned(gupPut).end('umount');
  expect(walk.step('again').changes.map(({ path }) => path)).toEqual(['superblock']);
});
