import { describe, expect, test } from 'vitest';
import { current, fsHeld, fsHeldNotify, v517, v615 } from '../designs/fixtures.ts';
import { Walk } from './fixtures.ts';
import { getUserPage, gupFast, munmap, type Thread, touch, unbind, unmount, unpinUserPage } from './index.ts';

const app = (t: Thread) => touch(t, 0);
const unmap = (t: Thread) => munmap(t, 1);
const fast = (t: Thread) => gupFast(t, 0, 'FOLL_PIN');
const remove = (t: Thread) => unbind(t, { pages: 1, processes: 1 });

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
    expect(walk.state.device.late).toEqual({ gup: 0, pin: 0, mapping: 0 });
    walk.past('fast', 'gup-fast.grab');
    expect(walk.state.device.late).toEqual({ gup: 1, pin: 0, mapping: 0 });
    walk.end('fast').end('unmap');
    expect(walk.state.device.late).toEqual({ gup: 1, pin: 0, mapping: 1 });
  });

  test('waits for an unmount that is under way, since v6.15: for what that waits for', () => {
    const rdma = function* (t: Thread) {
      if (yield* getUserPage(t, 0, 'FOLL_PIN')) yield* unpinUserPage(t, 0);
    };
    const umount = (t: Thread) => unmount(t, { pages: 1, processes: 1 });
    const pinned = (design: typeof current) =>
      new Walk(design, { app, rdma, unmap, umount, remove }).end('app').to('rdma', 'unpin.sub').end('unmap');
    const walk = pinned(v615).to('umount', 'wait.schedule').to('remove', 'unbind.mark-dead');
    expect(walk.whyNot('remove')).toBe('an unmount holds the lock of the superblock');
    walk.end('rdma').end('umount').end('remove');
    expect(walk.state.device.late).toEqual({ gup: 0, pin: 0, mapping: 0 });
    const before = pinned(current).end('umount').end('remove').end('rdma');
    expect(before.state.device.late.pin).toBe(1);
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
    expect(walk.state.device.late.mapping).toBe(0);
  });
});
