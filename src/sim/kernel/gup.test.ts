import { describe, expect, test } from 'vitest';
import { current, folioPut, fsHeld, gupPut, v517, v615 } from '../designs/fixtures.ts';
import { Walk } from './fixtures.ts';
import {
  type Foll,
  getUserPage,
  gupFast,
  Mapped,
  munmap,
  Owner,
  type State,
  type Thread,
  touch,
} from './index.ts';
import { zapPage } from './zap.ts';

const app = (t: Thread) => touch(t, 0);
const unmap = (t: Thread) => munmap(t, 1);
const io = (t: Thread) => getUserPage(t, 0, 'FOLL_PIN');
const fast = (foll: Foll) => (t: Thread) => gupFast(t, 0, foll);

/** Takes the page out of the page table and leaves the VMA. */
const zapOnly = (t: Thread) => zapPage(t, 0, 0);

const noVma = (s: State) => {
  s.process[0].vma = 0;
};
/** A page table that still shows a page which nobody holds: what GUP-fast may have read before a zap. */
const staleEntry = (s: State) => {
  s.process[0].pte[0] = 1;
};

describe('GUP-fast', () => {
  test('adds 1, then the rest of the bias, then looks again', () => {
    const walk = new Walk(fsHeld, { app, io: fast('FOLL_PIN') }).end('app');
    walk.past('io', 'gup-fast.grab');
    expect(walk.state.page[0]).toMatchObject({ refcount: 2, pins: 0 });
    walk.past('io', 'gup-fast.bias');
    expect(walk.state.page[0]).toMatchObject({ refcount: 1025, pins: 0 });
    walk.past('io', 'gup-fast.recheck');
    expect(walk.state.page[0]).toMatchObject({ refcount: 1025, pins: 1 });
    expect(walk.said).toBe('PTE unchanged: pinned');
  });

  test('adds 1 for FOLL_GET, and no bias', () => {
    const walk = new Walk(fsHeld, { app, io: fast('FOLL_GET') }).end('app').end('io');
    expect(walk.state.page[0]).toMatchObject({ refcount: 2, pins: 1 });
    expect(walk.came('io')).not.toContain('gup-fast.bias');
  });

  test.each(['FOLL_PIN', 'FOLL_GET'] as const)(
    'undoes all of a %s grab if the entry is gone by then',
    (foll) => {
      const walk = new Walk(fsHeld, { app, io: fast(foll), unmap }).end('app');
      walk.to('io', 'gup-fast.recheck').end('unmap');
      walk.step('io');
      expect(walk.said).toBe('PTE changed: undo');
      walk.past('io', 'gup-fast.undo');
      expect(walk.state.page[0]).toMatchObject({ refcount: 0, pins: 0 });
    },
  );

  test.each([fsHeld, v615])('refuses an idle page where idle is 0: $id', (design) => {
    const walk = new Walk(design, { io: fast('FOLL_PIN') }, { initial: staleEntry });
    walk.past('io', 'gup-fast.grab');
    expect(walk.said).toBe('refcount 0: not taken');
    walk.end('io');
    expect(walk.state.page[0]).toMatchObject({ refcount: 0, pins: 0 });
  });

  test.each([current, folioPut, gupPut])('takes an idle page where idle is 1: $id', (design) => {
    const walk = new Walk(design, { io: fast('FOLL_PIN') }, { initial: staleEntry }).end('io');
    expect(walk.state.page[0]).toMatchObject({ refcount: 1025, pins: 1 });
  });

  test('stops at once where nothing is mapped', () => {
    const walk = new Walk(current, { io: fast('FOLL_PIN') }).end('io');
    expect(walk.came('io')).toEqual(['gup-fast.read']);
    expect(walk.state.page[0]).toMatchObject({ refcount: 1, pins: 0 });
  });

  test('takes no lock: a munmap in the middle does not stop it', () => {
    const walk = new Walk(current, { app, io: fast('FOLL_PIN'), unmap }).end('app');
    walk.step('unmap');
    expect(walk.end('io').state.page[0].pins).toBe(1);
  });
});

describe('GUP-fast that does not look again', () => {
  const once = { ...v615, choices: { ...v615.choices, gupRechecks: false } };

  test('keeps a page whose entry has gone meanwhile', () => {
    const walk = new Walk(once, { app, io: fast('FOLL_PIN'), unmap }).end('app');
    walk.to('io', 'gup-fast.recheck').end('unmap');
    walk.step('io');
    expect(walk.said).toBe('not looked at again: pinned');
    expect(walk.at('io')).toBeNull();
    expect(walk.state.page[0]).toMatchObject({ refcount: 1024, pins: 1 });
    expect(walk.state.process[0].readers).toBe(0);
  });

  test('still takes no page whose count is 0, and none that is not mapped', () => {
    const stale = new Walk(once, { io: fast('FOLL_PIN') }, { initial: staleEntry }).end('io');
    expect(stale.came('io')).toEqual(['gup-fast.read', 'gup-fast.grab']);
    const unmapped = new Walk(once, { io: fast('FOLL_PIN') }).end('io');
    expect(unmapped.came('io')).toEqual(['gup-fast.read']);
    for (const walk of [stale, unmapped]) expect(walk.state.page[0]).toMatchObject({ refcount: 0, pins: 0 });
  });
});

describe('GUP-slow', () => {
  test('pins in one atomic step', () => {
    const walk = new Walk(fsHeld, { io }).to('io', 'fault.unlock-entry').to('io', 'gup-slow.follow');
    expect(walk.state.page[0]).toMatchObject({ refcount: 1, pins: 0 });
    walk.step('io');
    expect(walk.state.page[0]).toMatchObject({ refcount: 1025, pins: 1 });
    expect(walk.said).toBe('PTE present: pinned');
  });

  test('adds 1 for FOLL_GET', () => {
    const walk = new Walk(fsHeld, { io: (t) => getUserPage(t, 0, 'FOLL_GET') }).end('io');
    expect(walk.state.page[0]).toMatchObject({ refcount: 2, pins: 1 });
  });

  test('faults the page in, and follows again', () => {
    const walk = new Walk(current, { io }).end('io');
    const came = walk.came('io');
    expect(came.filter((at) => at === 'gup-slow.follow')).toHaveLength(2);
    expect(came.indexOf('fault.map')).toBeGreaterThan(came.indexOf('gup-slow.follow'));
    expect(walk.state.page[0].pins).toBe(1);
    expect(walk.held).toEqual([]);
  });

  test('faults in as often as the page is taken away again', () => {
    const walk = new Walk(current, { io, other: zapOnly, more: zapOnly });
    for (const task of ['other', 'more']) {
      walk.past('io', 'fault.invalidate-unlock');
      walk.end(task);
    }
    walk.end('io');
    expect(walk.came('io').filter((at) => at === 'fault.map')).toHaveLength(3);
    expect(walk.state.page[0].pins).toBe(1);
  });

  test('fails with -EFAULT where no VMA is', () => {
    const walk = new Walk(current, { io }, { initial: noVma });
    walk.past('io', 'gup-slow.mmap-lock');
    expect(walk.said).toBe('no VMA: -EFAULT');
    walk.end('io');
    expect(walk.state.page[0]).toMatchObject({ refcount: 1, pins: 0 });
    expect(walk.state.pgmap.users).toBe(0);
    expect(walk.held).toEqual([]);
  });

  test('fails, and leaves nothing behind, beyond the end of the file', () => {
    const walk = new Walk(
      current,
      { io },
      {
        initial: (s) => {
          s.page[0].owner = Owner.FREE;
        },
      },
    ).end('io');
    expect(walk.state.page[0]).toMatchObject({ refcount: 1, pins: 0 });
    expect(walk.state.pgmap.users).toBe(0);
    expect(walk.held).toEqual([]);
  });

  test('waits for a munmap', () => {
    const walk = new Walk(current, { io, unmap }).to('io', 'gup-slow.mmap-lock');
    walk.step('unmap');
    expect(walk.whyNot('io')).toBe('mmap_lock is held by unmap');
  });
});

describe('the pgmap', () => {
  const users = (walk: Walk) => walk.state.pgmap.users;

  test.each([current, folioPut, gupPut])(
    'is held for the time of a fast call, not of the pin: $id',
    (design) => {
      const walk = new Walk(design, { app, io }).end('app');
      expect(users(walk.to('io', 'gup-fast.grab'))).toBe(1);
      expect(users(walk.to('io', 'gup-fast.recheck'))).toBe(1);
      expect(users(walk.end('io'))).toBe(0);
      expect(walk.state.page[0].pins).toBe(1);
    },
  );

  test.each([current, folioPut, gupPut])('is held to the end of a slow call: $id', (design) => {
    const walk = new Walk(design, { io });
    walk.to('io', 'gup-slow.pgmap-put');
    expect(users(walk)).toBe(1);
    expect(users(walk.end('io'))).toBe(0);
  });

  test.each([current, gupPut])('is let go after an undo too: $id', (design) => {
    const walk = new Walk(design, { app, io: fast('FOLL_PIN'), unmap }).end('app');
    walk.to('io', 'gup-fast.recheck').end('unmap').end('io');
    expect(walk.came('io')).toContain('gup-fast.undo');
    expect(users(walk)).toBe(0);
  });

  test.each([fsHeld, v615])('has nothing to do with GUP: $id', (design) => {
    for (const paths of [
      new Walk(design, { app, io }).end('app').end('io'),
      new Walk(design, { io }).end('io'),
    ])
      expect(paths.came('io').filter((at) => at?.includes('pgmap'))).toEqual([]);
  });
});

describe('GUP on a pgmap that is dying, with the entry still there', () => {
  const dying = (kind: number, signal: 0 | 1) => ({
    initial: (s: State) => {
      s.process[0].pte[0] = kind;
      s.pgmap.dying = 1;
      s.device.dead = 1;
      s.task[0].signal = signal;
    },
    huge: [[0, 1]],
    pages: 2,
    signals: true,
  });

  test.each([v517, current, gupPut])('goes round for ever, with mmap_lock held: $id', (design) => {
    const walk = new Walk(design, { io, unmap }, dying(Mapped.PTE, 0));
    for (let round = 0; round < 5; round++) walk.past('io', 'gup-slow.follow');
    expect(walk.said).toBe('the pgmap is dying: no page, and nothing to fault in');
    expect(walk.came('io').filter((at) => at?.startsWith('fault.'))).toEqual([]);
    expect(walk.whyNot('unmap')).toBe('mmap_lock is held shared by io');
  });

  test('ends when it is killed', () => {
    const walk = new Walk(gupPut, { io }, dying(Mapped.PTE, 1));
    walk.past('io', 'gup-slow.follow');
    expect(walk.said).toBe('killed: -EINTR');
    expect(walk.end('io').held).toEqual([]);
  });

  test('gives an error where the entry is a PMD', () => {
    const walk = new Walk(gupPut, { io }, dying(Mapped.PMD, 0));
    walk.past('io', 'gup-slow.follow');
    expect(walk.said).toBe('the pgmap is dying: -EFAULT');
    expect(walk.end('io').held).toEqual([]);
  });
});
