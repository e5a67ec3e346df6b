import { describe, expect, test } from 'vitest';
import { current, entryHeld } from '../designs/fixtures.ts';
import { type Run, Walk } from './fixtures.ts';
import {
  evict,
  getUserPage,
  gupFast,
  munmap,
  Owner,
  openFile,
  type State,
  type Thread,
  touch,
  truncate,
  unbind,
  unpinUserPage,
  writeback,
} from './index.ts';

const file = { pages: 1, processes: 1 };
const app = (t: Thread) => touch(t, 0);
const again = app;
const unmap = (t: Thread) => munmap(t, 1);
const trunc = (t: Thread) => truncate(t, file);
const sync = (t: Thread) => writeback(t, 0);
const pin = (t: Thread) => getUserPage(t, 0, 'FOLL_PIN');
const fast = (t: Thread) => gupFast(t, 0, 'FOLL_PIN');
function* io(t: Thread) {
  if (yield* pin(t)) yield* unpinUserPage(t, 0);
}

const waits = { ...entryHeld, choices: { ...entryHeld.choices, lockedEntries: 'waited for' } as const };
const page = (walk: Walk) => walk.state.page[0];
const mapped = (tasks: Readonly<Record<string, Run>>) => new Walk(entryHeld, { app, ...tasks }).end('app');

describe('an entry that holds a reference', () => {
  test('takes it when it is made, and the mapping takes none', () => {
    const walk = new Walk(entryHeld, { app });
    const { changes } = walk.past('app', 'fault.insert-entry');
    expect(changes.map(({ path, from, to }) => `${path} ${from} ${to}`)).toEqual([
      'page.0.refcount 0 1',
      'page.0.entry 0 1',
      'page.0.entryHeld 0 1',
    ]);
    expect(page(walk.end('app'))).toMatchObject({ refcount: 1, mapcount: 0, entryHeld: 1 });
  });

  test('takes it once: neither a second fault nor a second process adds one', () => {
    const walk = new Walk(entryHeld, { app, again, other: app }, { processes: 2, processOf: { other: 1 } });
    expect(page(walk.end('app').end('again').end('other'))).toMatchObject({ refcount: 1, entryHeld: 1 });
    expect(walk.state.process.map(({ pte }) => pte)).toEqual([[1], [1]]);
  });

  test('keeps it when the page is unmapped', () => {
    const walk = mapped({ unmap }).end('unmap');
    expect(page(walk)).toMatchObject({ refcount: 1, entry: 1, entryHeld: 1 });
    expect(walk.came('unmap')).not.toContain('zap.put');
  });

  test('is not made where the pgmap is dying: SIGBUS', () => {
    const walk = new Walk(entryHeld, { app, remove: (t) => unbind(t, file) });
    walk.to('app', 'fault.insert-entry').to('remove', 'unbind.wait-page');
    walk.past('app', 'fault.insert-entry');
    expect(walk.said).toBe('the pgmap is dying: SIGBUS');
    walk.end('app');
    expect(page(walk)).toMatchObject({ refcount: 0, entry: 0, entryHeld: 0 });
    expect(walk.state.process[0].pte).toEqual([0]);
    expect(walk.held).toEqual([]);
  });

  test('keeps the device from being removed, until truncate drops it', () => {
    const open = (t: Thread) => openFile(t);
    const walk = mapped({ open, unmap, trunc, remove: (t) => unbind(t, file) })
      .end('open')
      .end('unmap');
    walk.to('remove', 'unbind.wait-page');
    expect(walk.whyNot('remove')).toBe('waits for the page, refcount is 1, waits for 0');
    expect(walk.end('trunc').end('remove').state.device.memmapGone).toBe(1);
  });
});

describe('truncate, where an entry holds a reference', () => {
  test('drops it and looks at the page in one step, and wakes who waits for it', () => {
    const walk = mapped({ trunc });
    walk.past('trunc', 'break.zap-entry');
    expect(page(walk)).toMatchObject({ refcount: 0, entry: 1, entryHeld: 0 });
    expect(walk.said).toBe('not busy');
    expect(walk.end('trunc').came('trunc')).toEqual([
      'trunc.lock',
      'zap.clear',
      'zap.flush',
      'break.zap-entry',
      'wake',
      'trunc.delete-entries',
      'trunc.free-blocks',
      'trunc.unlock',
    ]);
    expect(page(walk)).toMatchObject({ refcount: 0, entry: 0, entryHeld: 0, owner: Owner.FREE });
  });

  test('drops it once: after a wait it finds the entry zapped, and looks only', () => {
    const walk = mapped({ io, trunc }).to('io', 'unpin.sub');
    walk.past('trunc', 'break.zap-entry');
    expect(walk.said).toBe('busy: refcount 1024 > 0');
    expect(walk.at('trunc')).toBe('wait.prepare');
    expect(page(walk)).toMatchObject({ refcount: 1024, entryHeld: 0 });
    walk.to('trunc', 'wait.schedule').end('io').end('trunc');
    const came = walk.came('trunc');
    expect(came.filter((at) => at === 'break.zap-entry')).toHaveLength(2);
    expect(came).not.toContain('wake');
    expect(page(walk)).toMatchObject({ refcount: 0, owner: Owner.FREE });
  });

  test('looks past an entry that is not there, whatever the count is', () => {
    const initial = (s: State) => {
      s.page[0].refcount = 5;
    };
    const walk = new Walk(entryHeld, { trunc }, { initial });
    expect(walk.past('trunc', 'break.zap-entry').observed).toBe(0);
    expect(page(walk).refcount).toBe(5);
  });

  test('does neither while the entry is locked, and then loses the reference with the entry', () => {
    const walk = mapped({ sync, trunc }).to('sync', 'writeback.flush');
    walk.past('trunc', 'break.zap-entry');
    expect(walk.said).toBe('locked: not looked at');
    expect(walk.at('trunc')).toBe('trunc.delete-entries');
    walk.end('sync').end('trunc');
    expect(page(walk)).toMatchObject({ refcount: 1, entry: 0, entryHeld: 0, owner: Owner.FREE });
  });

  test('does both when the lock is gone, where it waits for locked entries', () => {
    const walk = new Walk(waits, { app, sync, trunc }).end('app').to('sync', 'writeback.flush');
    walk.to('trunc', 'break.zap-entry');
    expect(walk.whyNot('trunc')).toBe('the DAX entry is locked by sync');
    expect(page(walk.end('sync').end('trunc'))).toMatchObject({ refcount: 0, owner: Owner.FREE });
  });

  test('is the same for eviction', () => {
    const walk = mapped({ io, unmap, end: (t) => evict(t, file) }).to('io', 'unpin.sub');
    walk.end('unmap').to('end', 'wait.schedule');
    expect(page(walk)).toMatchObject({ refcount: 1024, entryHeld: 0 });
    expect(page(walk.end('io').end('end'))).toMatchObject({ refcount: 0, owner: Owner.FREE });
  });
});

describe('a zapped entry', () => {
  /** Truncate sleeps on a page that it has zapped, and a fault maps it again; then the pin goes. */
  const remapped = (tasks: Readonly<Record<string, Run>>) =>
    mapped({ io, trunc, again, ...tasks })
      .to('io', 'unpin.sub')
      .to('trunc', 'wait.schedule')
      .end('again')
      .end('io');

  test('takes no new reference when the page is mapped again: a mapped page has a count of 0', () => {
    const walk = remapped({});
    expect(page(walk)).toMatchObject({ refcount: 0, entry: 1, entryHeld: 0 });
    expect(walk.state.process[0].pte).toEqual([1]);
  });

  test('leaves a page that GUP refuses, fast and slow', () => {
    const walk = remapped({ fast, pin });
    walk.past('fast', 'gup-fast.grab');
    expect(walk.said).toBe('refcount 0: not taken');
    walk.end('fast').past('pin', 'gup-slow.follow');
    expect(walk.said).toBe('PTE present, but refcount 0: WARN, -ENOMEM');
    walk.end('pin');
    expect(walk.came('pin')).not.toContain('fault.map');
    expect(page(walk)).toMatchObject({ refcount: 0, pins: 0 });
    expect(walk.state.process[0].readers).toBe(0);
    expect(walk.held).toEqual([]);
  });

  test('does not keep truncate asleep', () => {
    expect(remapped({}).end('trunc').at('trunc')).toBeNull();
  });
});

test('an entry that holds nothing leaves the count alone', () => {
  const walk = new Walk(current, { app }).to('app', 'fault.insert-entry');
  const { changes } = walk.step('app');
  expect(changes.map(({ path }) => path)).toEqual(['page.0.entry']);
});
