import { describe, expect, test } from 'vitest';
import { entryHeld, gupPut, v615 } from '../designs/fixtures.ts';
import { Walk } from './fixtures.ts';
import {
  type Choices,
  closeFile,
  getUserPage,
  munmap,
  type State,
  type Thread,
  touch,
  unbind,
  unmount,
  unpinUserPage,
} from './index.ts';

const file = { pages: 1, processes: 1 };
const app = (t: Thread) => touch(t, 0);
const unmap = (t: Thread) => munmap(t, 1);
const close = (t: Thread) => closeFile(t);
const umount = (t: Thread) => unmount(t, file);
const remove = (t: Thread) => unbind(t, file);
function* io(t: Thread) {
  if (yield* getUserPage(t, 0, 'FOLL_PIN')) yield* unpinUserPage(t, 0);
}
const opened = {
  initial: (s: State) => {
    s.process[0].opened = 1;
  },
};
const told = (design: typeof v615, more: Partial<Choices> = {}) => ({
  ...design,
  choices: { ...design.choices, unbindUnmaps: true, unbindRemovesEntries: true, ...more },
});
const early: Partial<Choices> = { unbindTells: 'before faults fail' };

describe.each([
  ['once faults fail', {}],
  ['before faults fail', early],
] as const)('a file system that is told %s', (when, more) => {
  test.each([v615, entryHeld])(
    'takes the entries out of a file that is open, and what they hold: $id',
    (design) => {
      const walk = new Walk(told(design, more), { app, unmap, remove }, opened).end('app').end('unmap');
      walk.past('remove', 'unbind.remove-entry');
      expect(walk.state.page[0]).toMatchObject({ entry: 0, entryHeld: 0, refcount: 0 });
      walk.end('remove');
      expect(walk.state.device.late).toEqual({ gup: 0, pin: 0, fault: 0, mapping: 0 });
    },
  );

  test('leaves nothing that a later unmount would look at', () => {
    const late = (design: typeof v615) =>
      new Walk(design, { app, unmap, close, umount, remove }, opened)
        .end('app')
        .end('unmap')
        .end('remove')
        .end('close')
        .end('umount').state.device.late.mapping;
    expect(late(v615)).toBe(1);
    expect(late(told(v615, { unbindRemovesEntries: false, ...more }))).toBe(1);
    expect(late(told(v615, more))).toBe(0);
  });

  test('does not wait for a pin: nor does the eviction that comes after it, which finds no entry', () => {
    const walk = new Walk(told(v615, more), { app, unmap, io, remove })
      .end('app')
      .to('io', 'unpin.sub')
      .end('unmap')
      .end('remove');
    expect(walk.came('remove')).toContain('unbind.evict-inodes');
    expect(walk.state.page[0]).toMatchObject({ entry: 0, pins: 1 });
    expect(walk.end('io').state.device.late.pin).toBe(1);
  });

  test('waits for a fault that has the entry locked, and has its page unmapped', () => {
    const walk = new Walk(told(v615, more), { app, remove }).to('app', 'fault.map');
    while (walk.whyNot('remove') === null) walk.step('remove');
    expect(walk.whyNot('remove')).toBe(
      when === 'once faults fail'
        ? 'invalidate_lock is held shared by app'
        : 'the DAX entry is locked by app',
    );
    walk.end('app').end('remove');
    expect(walk.state.process[0].pte[0]).toBe(0);
    expect(walk.state.device.late).toEqual({ gup: 0, pin: 0, fault: 0, mapping: 0 });
  });
});

test('a reference that goes with an entry wakes who sleeps on the page', () => {
  const walk = new Walk(told(entryHeld, early), { app, remove }).end('app');
  walk.past('remove', 'unbind.remove-entry');
  expect(walk.at('remove')).toBe('wake');
});

describe('told before faults fail', () => {
  test('it waits for an unmount that is under way, and has nothing to do after it', () => {
    const walk = new Walk(told(v615, early), { app, unmap, io, umount, remove })
      .end('app')
      .to('io', 'unpin.sub')
      .end('unmap')
      .to('umount', 'wait.schedule');
    expect(walk.at('remove')).toBe('unbind.freeze');
    expect(walk.whyNot('remove')).toBe('s_umount is held by umount');
    walk.end('io').end('umount').past('remove', 'unbind.freeze');
    expect(walk.said).toBe('no file system is mounted');
    walk.end('remove');
    expect(walk.came('remove')).not.toContain('unbind.remove-entry');
    expect(walk.held).toEqual([]);
  });

  test('a fault that comes between the last unmapping and the shutdown is met by nobody', () => {
    const between = new Walk(told(v615, early), { app, remove }).to('remove', 'unbind.shutdown').end('app');
    expect(between.end('remove').state.process[0].pte[0]).not.toBe(0);
    const after = new Walk(told(v615, early), { app, remove });
    after.past('remove', 'unbind.shutdown');
    after.end('app');
    expect(after.end('remove').state.process[0].pte[0]).toBe(0);
    const late = new Walk(told(v615), { app, remove }).to('remove', 'unbind.lock').end('app');
    expect(late.end('remove').state.process[0].pte[0]).toBe(0);
  });

  test('an unmount waits until it is thawed', () => {
    const walk = new Walk(told(gupPut, early), { umount, unmap, remove }).end('unmap');
    walk.past('remove', 'unbind.freeze');
    expect(walk.whyNot('umount')).toBe('s_umount is held by remove');
    walk.past('remove', 'unbind.thaw');
    expect(walk.whyNot('umount')).toBeNull();
  });
});
