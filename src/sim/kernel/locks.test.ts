import { describe, expect, test } from 'vitest';
import { current } from '../designs/fixtures.ts';
import { designNamed } from '../designs/index.ts';
import { Walk } from './fixtures.ts';
import { type Path, type Thread, touch, truncate } from './index.ts';
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
  const walk = new Walk(current, { app: shared, io: shared, trunc: exclusive, punch: exclusive });
  for (const task of first) walk.step(task);
  return walk;
};

describe('a lock', () => {
  test('is shared by many', () => {
    expect(walk('app').whyNot('io')).toBeNull();
  });

  test('is owned by one', () => {
    const owned = walk('trunc');
    expect(owned.whyNot('punch')).toBe('invalidate_lock is held by trunc');
    expect(owned.whyNot('app')).toBe('invalidate_lock is held by trunc');
  });

  test('is not owned while others share it; all of them are named', () => {
    const taken = walk('app', 'io');
    expect(taken.whyNot('trunc')).toBe('invalidate_lock is held shared by app and io');
    taken.step('app');
    expect(taken.whyNot('trunc')).toBe('invalidate_lock is held shared by io');
    taken.step('io');
    expect(taken.whyNot('trunc')).toBeNull();
  });

  test('is free after its owner has let it go', () => {
    const free = walk('trunc', 'trunc');
    expect(free.held).toEqual([]);
    expect(free.enabled()).toEqual(['app', 'io', 'punch']);
  });
});

describe('two files', () => {
  /** The first page is of file 0, which `app` maps; the second of file 1, which `trunc` truncates. One block is both. */
  const two = (option: string) =>
    new Walk(
      designNamed(`v6.15${option}`),
      {
        app: (t) => touch(t, 0),
        peer: (t) => touch(t, 1),
        trunc: (t) => truncate(t, { pages: [1], processes: [1] }),
      },
      {
        pages: 2,
        processes: 2,
        processOf: { peer: 1 },
        blocks: [0, 0],
        files: [0, 1],
        initial: (s) => {
          s.page[0].refcount = 1;
          s.page[1].entry = 1;
        },
      },
    );

  test('have a lock each: a fault in one does not wait for a truncate of the other', () => {
    const walk = two('').to('trunc', 'break.scan');
    expect(walk.held).toEqual(['invalidate_lock']);
    expect(walk.to('peer', 'fault.invalidate-lock').whyNot('peer')).toBe('invalidate_lock is held by trunc');
    expect(walk.end('app').state.process[0].pte[0]).toBe(1);
  });

  test.each(['+keep-lock', '+faults-wait'])('%s: a fault waits for a sleeper of its own file', (option) => {
    const walk = two(option).to('trunc', 'wait.schedule');
    expect(walk.to('peer', 'fault.invalidate-lock').whyNot('peer')).toMatch(/trunc/);
    expect(walk.end('app').state.process[0].pte[0]).toBe(1);
  });

  test('+faults-refused: a fault is refused for a sleeper of its own file', () => {
    const walk = two('+faults-refused').to('trunc', 'wait.schedule').end('app');
    expect(walk.state).toMatchObject({ refused: 0, process: [{ pte: [1, 0] }, { pte: [0, 0] }] });
    expect(walk.end('peer').state).toMatchObject({ refused: 1, process: [{ pte: [1, 0] }, { pte: [0, 0] }] });
  });
});
