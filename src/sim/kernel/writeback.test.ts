import { describe, expect, test } from 'vitest';
import { gupPut, v615 } from '../designs/fixtures.ts';
import { Walk } from './fixtures.ts';
import { type Thread, touch, truncate, writeback } from './index.ts';
import { step } from './step.ts';

const app = (t: Thread) => touch(t, 0);
const sync = (t: Thread) => writeback(t, 0);
const again = sync;
const trunc = (t: Thread) => truncate(t, { pages: 1, processes: 1 });

describe('writeback', () => {
  test.each([gupPut, v615])('locks the entry, flushes, and unlocks it again: $id', (design) => {
    const walk = new Walk(design, { app, sync }).end('app');
    const { refcount } = walk.state.page[0];
    walk.past('sync', 'writeback.lock-entry');
    expect(walk.said).toBe('the DAX entry is locked');
    expect(walk.state.page[0]).toMatchObject({ entryLock: 2, entry: 1 });
    expect(walk.held).toEqual(['entry']);
    expect(walk.end('sync').came('sync')).toEqual([
      'writeback.lock-entry',
      'writeback.flush',
      'writeback.unlock-entry',
    ]);
    expect(walk.state.page[0]).toMatchObject({ entryLock: 0, entry: 1, refcount });
    expect(walk.held).toEqual([]);
  });

  test('has nothing to do where no entry is', () => {
    const walk = new Walk(v615, { sync });
    walk.step('sync');
    expect(walk.said).toBe('no entry: nothing to write back');
    expect(walk.at('sync')).toBeNull();
    expect(walk.state.page[0]).toMatchObject({ entryLock: 0, entry: 0 });
  });

  test("takes no lock but the entry's: a truncate under way does not keep it out", () => {
    const walk = new Walk(v615, { app, sync, trunc }).end('app');
    walk.past('trunc', 'trunc.lock');
    expect(walk.whyNot('sync')).toBeNull();
    walk.to('sync', 'writeback.flush');
    expect(walk.held).toEqual(['entry', 'invalidate_lock']);
  });

  test('waits for a fault that has the entry locked, and a fault for it', () => {
    const walk = new Walk(v615, { app, again: app, sync }).to('app', 'fault.map');
    expect(walk.whyNot('sync')).toBe('the DAX entry is locked by app');
    walk.end('app').to('sync', 'writeback.flush').to('again', 'fault.lock-entry');
    expect(walk.whyNot('again')).toBe('the DAX entry is locked by sync');
  });

  test('stores the entry back: who deletes it without waiting has deleted nothing', () => {
    const hasty = function* (t: Thread) {
      yield step(t, 'trunc.delete-entries', {
        effect: (s) => {
          s.page[0].entry = 0;
        },
      });
    };
    const walk = new Walk(v615, { app, sync, hasty }).end('app').to('sync', 'writeback.flush').end('hasty');
    expect(walk.state.page[0].entry).toBe(0);
    expect(walk.end('sync').state.page[0].entry).toBe(1);
  });

  test('waits for another writeback', () => {
    const walk = new Walk(v615, { app, sync, again }).end('app').to('sync', 'writeback.flush');
    expect(walk.whyNot('again')).toBe('the DAX entry is locked by sync');
    expect(walk.end('sync').whyNot('again')).toBeNull();
  });

  test.each([
    [gupPut, 'trunc.delete-entries'],
    [v615, 'break.scan'],
  ] as const)('keeps truncate from deleting the entry: $id', (design, at) => {
    const walk = new Walk(design, { app, sync, trunc }).end('app').to('sync', 'writeback.flush');
    expect(walk.to('trunc', at).whyNot('trunc')).toBe('the DAX entry is locked by sync');
    walk.end('sync').end('trunc');
    expect(walk.state.page[0].entry).toBe(0);
  });

  test('keeps v6.15 waiting also when it locks the entry after the scan', () => {
    const walk = new Walk(v615, { app, sync, trunc }).end('app').to('trunc', 'break.delete-entries');
    walk.to('sync', 'writeback.flush');
    expect(walk.whyNot('trunc')).toBe('the DAX entry is locked by sync');
    expect(walk.end('sync').end('trunc').state.page[0].entry).toBe(0);
  });
});
