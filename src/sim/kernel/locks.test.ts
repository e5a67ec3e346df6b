import { describe, expect, test } from 'vitest';
import { current } from '../designs/fixtures.ts';
import { Walk } from './fixtures.ts';
import type { Path, Thread } from './index.ts';
import { invalidateLock, lockExclusive, lockShared, unlock } from './locks.ts';

function* shared(t: Thread): Path {
  yield lockShared(t, 'fault.invalidate-lock', 'invalidate_lock', invalidateLock(t, 0));
  yield unlock(t, 'fault.invalidate-unlock', invalidateLock(t, 0));
}

function* exclusive(t: Thread): Path {
  yield lockExclusive(t, 'trunc.lock', 'invalidate_lock', invalidateLock(t, 0));
  yield unlock(t, 'trunc.unlock', invalidateLock(t, 0));
}

const walk = (...first: string[]) => {
  const walk = new Walk(current, { app: shared, rdma: shared, trunc: exclusive, punch: exclusive });
  for (const task of first) walk.step(task);
  return walk;
};

describe('a lock', () => {
  test('is shared by many', () => {
    expect(walk('app').whyNot('rdma')).toBeNull();
  });

  test('is owned by one', () => {
    const owned = walk('trunc');
    expect(owned.whyNot('punch')).toBe('punch cannot move: invalidate_lock is held by trunc');
    expect(owned.whyNot('app')).toBe('app cannot move: invalidate_lock is held by trunc');
  });

  test('is not owned while others share it; all of them are named', () => {
    const taken = walk('app', 'rdma');
    expect(taken.whyNot('trunc')).toBe('trunc cannot move: invalidate_lock is held shared by app and rdma');
    taken.step('app');
    expect(taken.whyNot('trunc')).toBe('trunc cannot move: invalidate_lock is held shared by rdma');
    taken.step('rdma');
    expect(taken.whyNot('trunc')).toBeNull();
  });

  test('is free after its owner has let it go', () => {
    const free = walk('trunc', 'trunc');
    expect(free.held).toEqual([]);
    expect(free.enabled()).toEqual(['app', 'rdma', 'punch']);
  });
});
