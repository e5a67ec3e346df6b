import { describe, expect, test } from 'vitest';
import {
  current,
  entryHeld,
  fsHeld,
  fsHeldNotify,
  gupPut,
  noPgmap,
  v517,
  v615,
} from '../designs/fixtures.ts';
import { Walk } from './fixtures.ts';
import {
  closeFile,
  getUserPage,
  gupFast,
  munmap,
  Owner,
  type State,
  type Thread,
  touch,
  unbind,
  unmount,
  unpinUserPage,
} from './index.ts';

const app = (t: Thread) => touch(t, 0);
const unmap = (t: Thread) => munmap(t, 1);
const fast = (t: Thread) => gupFast(t, 0, 'FOLL_PIN');
const remove = (t: Thread) => unbind(t, { pages: 1, processes: 1 });
const close = (t: Thread) => closeFile(t);
function* io(t: Thread) {
  if (yield* getUserPage(t, 0, 'FOLL_PIN')) yield* unpinUserPage(t, 0);
}
/** The page is pinned, and nothing maps the file any more. */
const left = (design: typeof current, initial?: (s: State) => void) =>
  new Walk(design, { app, io, unmap, close, remove }, initial ? { initial } : {})
    .end('app')
    .to('io', 'unpin.sub')
    .end('unmap');
const opened = (s: State) => {
  s.process[0].opened = 1;
};

describe('removal', () => {
  test('marks the device dead first: a fault that comes later finds nothing', () => {
    const walk = new Walk(current, { app, remove });
    walk.past('remove', 'unbind.kill-dax');
    walk.past('app', 'fault.lookup');
    expect(walk.said).toBe('the device is gone: SIGBUS');
    expect(walk.end('app').state.process[0].pte[0]).toBe(0);
  });

  test('before folios, drops the count that pages start with and says what it waits for', () => {
    const walk = new Walk(v517, { app, fast, remove }).end('app').end('fast');
    walk.past('remove', 'unbind.drop-base');
    expect(walk.state.page[0].refcount).toBe(1024);
    expect(walk.whyNot('remove')).toBe('waits for the page, refcount is 1024, waits for 0');
  });

  test('waits for a GUP call that has a pgmap reference, and gives no new one', () => {
    const walk = new Walk(current, { app, fast, remove }).end('app').to('fast', 'gup-fast.grab');
    walk.to('remove', 'unbind.wait-users');
    expect(walk.whyNot('remove')).toBe('waits for the GUP calls that hold the pgmap: 1');
    const late = new Walk(current, { app, fast, remove }).end('app').to('remove', 'unbind.wait-users');
    late.past('fast', 'gup-fast.pgmap-get');
    expect(late.said).toBe('the pgmap is dying: slow path');
    expect(late.end('fast').state.page[0].refcount).toBe(1);
  });

  test('waits for a GUP-fast that was under way when the pgmap was killed, and for no later one', () => {
    const walk = new Walk(v615, { app, fast, remove }).end('app').to('fast', 'gup-fast.grab');
    walk.to('remove', 'unbind.wait-users');
    expect(walk.whyNot('remove')).toBe('waits for a grace period, and GUP-fast is under way');
    walk.end('fast');
    expect(walk.whyNot('remove')).toBeNull();
    const late = new Walk(v615, { app, fast, remove }).end('app').to('remove', 'unbind.wait-users');
    late.to('fast', 'gup-fast.grab');
    expect(late.whyNot('remove')).toBeNull();
  });

  test('waits for a GUP-fast in whatever process it is', () => {
    const scene = { processes: 2, processOf: { peer: 1, fast: 1 } };
    const walk = new Walk(v615, { peer: app, fast, remove }, scene).end('peer').to('fast', 'gup-fast.grab');
    walk.to('remove', 'unbind.wait-users');
    expect(walk.whyNot('remove')).toMatch(/waits for a grace period/);
    expect(walk.end('fast').whyNot('remove')).toBeNull();
  });

  test('notes who touches a struct page that is gone', () => {
    const walk = new Walk(v615, { app, unmap, fast, remove })
      .end('app')
      .to('fast', 'gup-fast.read')
      .end('remove');
    expect(walk.state.device.late).toEqual({ gup: 0, pin: 0, fault: 0, mapping: 0 });
    walk.past('fast', 'gup-fast.grab');
    expect(walk.state.device.late).toEqual({ gup: 1, pin: 0, fault: 0, mapping: 0 });
    walk.end('fast').end('unmap');
    expect(walk.state.device.late).toEqual({ gup: 1, pin: 0, fault: 0, mapping: 1 });
  });

  test('waits for an unmount that is under way, and so for what that waits for', () => {
    const umount = (t: Thread) => unmount(t, { pages: 1, processes: 1 });
    const pinned = (design: typeof current) =>
      new Walk(design, { app, io, unmap, umount, remove }).end('app').to('io', 'unpin.sub').end('unmap');
    const walk = pinned(v615).to('umount', 'wait.schedule').to('remove', 'unbind.mark-dead');
    expect(walk.whyNot('remove')).toBe('s_umount is held by umount');
    walk.end('io').end('umount').end('remove');
    expect(walk.state.device.late).toEqual({ gup: 0, pin: 0, fault: 0, mapping: 0 });
    const before = pinned(current).end('umount').end('remove').end('io');
    expect(before.state.device.late.pin).toBe(1);
  });

  test.each([v615, entryHeld])(
    'evicts the inode of a file that nobody uses, and waits for its pins: $id',
    (design) => {
      const walk = left(design).to('remove', 'wait.schedule');
      expect(walk.whyNot('remove')).toBe('asleep in ___wait_var_event, refcount is 1024, waits for 0');
      expect(walk.held).toEqual([]);
      expect(walk.state.umountLock.shared).toBeGreaterThan(0);
      walk.end('io').end('remove');
      expect(walk.state.page[0]).toMatchObject({ refcount: 0, entry: 0, owner: Owner.FILE });
      expect(walk.state.umountLock).toEqual({ shared: 0, exclusive: 0 });
      expect(walk.state.device.late.pin).toBe(0);
    },
  );

  test('evicts it at once where eviction does not wait, and takes its entry', () => {
    const walk = left(gupPut).past('remove', 'trunc.delete-entries');
    expect(walk.changes.map(({ path }) => path)).toEqual(['page.0.entry']);
    expect(left(gupPut).end('remove').end('io').state.device.late.pin).toBe(1);
  });

  test('leaves the inode of a file that is open or mapped', () => {
    for (const walk of [
      left(v615, opened),
      new Walk(v615, { app, io, remove }).end('app').to('io', 'unpin.sub'),
    ]) {
      walk.past('remove', 'unbind.evict-inodes');
      expect(walk.said).toBe('the file is in use: its inode stays');
      walk.end('remove').end('io');
      expect(walk.state.device.late.pin).toBe(1);
    }
  });

  test('has an unmount wait for it while it evicts', () => {
    const umount = (t: Thread) => unmount(t, { pages: 1, processes: 1 });
    const walk = new Walk(v615, { app, io, unmap, umount, remove })
      .end('app')
      .to('io', 'unpin.sub')
      .end('unmap')
      .to('remove', 'wait.schedule');
    expect(walk.whyNot('umount')).toBe('s_umount is held shared by remove');
    expect(walk.end('io').end('remove').whyNot('umount')).toBeNull();
  });

  test('evicts nothing of a file system that is not mounted', () => {
    const umount = (t: Thread) => unmount(t, { pages: 1, processes: 1 });
    const walk = new Walk(v615, { unmap, umount, remove }).end('unmap').end('umount');
    walk.past('remove', 'unbind.mark-dead');
    expect(walk.said).toBe('no file system is mounted');
    expect(walk.end('remove').came('remove')).not.toContain('unbind.evict-inodes');
  });

  test.each([v517, current, gupPut, noPgmap, v615])(
    'does not wait for a fault that has found its block, which then writes to the struct page: $id',
    (design) => {
      const walk = new Walk(design, { app, remove }).to('app', 'fault.insert-entry').end('remove');
      walk.past('app', 'fault.insert-entry');
      expect(walk.state.device.late).toEqual({ gup: 0, pin: 0, fault: 1, mapping: 0 });
    },
  );

  test.each([fsHeld, entryHeld])('has such a fault refused where it asks for the pgmap: $id', (design) => {
    const walk = new Walk(design, { app, remove }).to('app', 'fault.insert-entry').end('remove');
    walk.past('app', 'fault.insert-entry');
    expect(walk.said).toBe('the pgmap is dying: SIGBUS');
    expect(walk.end('app').state.device.late.fault).toBe(0);
  });

  test('unmaps under invalidate_lock where it tells the file system', () => {
    const walk = new Walk(fsHeldNotify, { app, remove }).to('app', 'fault.map');
    walk.to('remove', 'unbind.lock');
    expect(walk.whyNot('remove')).toBe('invalidate_lock is held shared by app');
    walk.end('app').end('remove');
    expect(walk.state.process[0].pte[0]).toBe(0);
    expect(walk.state.page[0].refcount).toBe(0);
  });

  test('lets no page be mapped any more where a mapping needs the pgmap', () => {
    const walk = new Walk(fsHeld, { app, remove }).to('app', 'fault.map').end('remove');
    walk.past('app', 'fault.map');
    expect(walk.said).toBe('the pgmap is dying: SIGBUS');
    expect(walk.state.device.late).toEqual({ gup: 0, pin: 0, fault: 0, mapping: 0 });
  });
});
