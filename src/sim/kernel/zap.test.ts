import { describe, expect, test } from 'vitest';
import { current, fsHeld, v615 } from '../designs/fixtures.ts';
import { Walk } from './fixtures.ts';
import { gupFast, munmap, type Thread, touch, truncate } from './index.ts';

const app = (t: Thread) => touch(t, 0);
const unmap = (t: Thread) => munmap(t, 1);
const mapped = (design: typeof current) => new Walk(design, { app, unmap }).end('app');

describe('munmap', () => {
  test.each([
    [current, ['munmap.lock', 'zap.clear', 'zap.flush', 'munmap.unlink-vma', 'munmap.unlock']],
    [
      fsHeld,
      ['munmap.lock', 'zap.clear', 'zap.flush', 'zap.put', 'wake', 'munmap.unlink-vma', 'munmap.unlock'],
    ],
  ])('clears, flushes, drops what the mapping held, and unlinks the VMA last: $id', (design, path) => {
    expect(mapped(design).end('unmap').came('unmap')).toEqual(path);
  });

  test.each([fsHeld, v615])(
    'takes the mapcount down first, and the reference after the flush: $id',
    (design) => {
      const walk = mapped(design);
      walk.past('unmap', 'zap.clear');
      expect(walk.state.page[0]).toMatchObject({ refcount: 1, mapcount: 0 });
      expect(walk.state.process[0]).toMatchObject({ pte: [0], tlb: [1], vma: 1 });
      walk.past('unmap', 'zap.flush');
      expect(walk.state.page[0].refcount).toBe(1);
      expect(walk.state.process[0].tlb).toEqual([0]);
      walk.past('unmap', 'zap.put');
      expect(walk.state.page[0].refcount).toBe(0);
    },
  );

  test.each([current, fsHeld, v615])('leaves the page idle, and the entry where it is: $id', (design) => {
    const walk = mapped(design).end('unmap');
    expect(walk.state.page[0]).toMatchObject({ refcount: design.choices.idle, mapcount: 0, entry: 1 });
    expect(walk.state.process[0]).toMatchObject({ pte: [0], tlb: [0], vma: 0 });
    expect(walk.held).toEqual([]);
  });

  test('has nothing to flush or drop where nothing is mapped', () => {
    const walk = new Walk(v615, { unmap });
    walk.past('unmap', 'zap.clear');
    expect(walk.said).toBe('nothing mapped');
    expect(walk.end('unmap').came('unmap')).not.toContain('zap.put');
    expect(walk.state.page[0].refcount).toBe(0);
  });

  test('takes every page of the mapping', () => {
    const walk = new Walk(
      v615,
      { app: (t) => touch(t, 0), next: (t) => touch(t, 1), unmap: (t) => munmap(t, 2) },
      { pages: 2 },
    );
    walk.end('app').end('next').end('unmap');
    expect(walk.state.page.map(({ refcount }) => refcount)).toEqual([0, 0]);
    expect(walk.state.process[0].pte).toEqual([0, 0]);
  });

  test('leaves the mappings of other processes alone', () => {
    const walk = new Walk(v615, { app, other: app, unmap }, { processes: 2, processOf: { other: 1 } });
    walk.end('app').end('other').end('unmap');
    expect(walk.state.page[0]).toMatchObject({ refcount: 1, mapcount: 1 });
    expect(walk.state.process.map(({ vma }) => vma)).toEqual([0, 1]);
  });

  test('waits for who holds mmap_lock', () => {
    const walk = new Walk(current, { app, unmap });
    walk.step('app');
    expect(walk.whyNot('unmap')).toBe('mmap_lock is held shared by app');
  });
});

describe('a TLB flush that interrupts', () => {
  const fast = (t: Thread) => gupFast(t, 0, 'FOLL_PIN');
  const interrupts = { ...fsHeld, choices: { ...fsHeld.choices, flushInterrupts: true } };
  const scene = { processes: 2, processOf: { peer: 1, other: 1, elsewhere: 1 } };
  const both = (design: typeof fsHeld) =>
    new Walk(design, { app, peer: app, unmap, other: unmap, fast, elsewhere: fast }, scene)
      .end('app')
      .end('peer');

  test('waits for a GUP-fast on that page table, and says so', () => {
    const walk = both(interrupts).to('fast', 'gup-fast.grab').to('unmap', 'zap.flush');
    expect(walk.whyNot('unmap')).toBe(
      'the TLB flush interrupts who uses the page table, and GUP-fast runs with interrupts off',
    );
    expect(walk.end('fast').whyNot('unmap')).toBeNull();
  });

  test('waits for no GUP-fast on the page table of another process', () => {
    const walk = both(interrupts).to('elsewhere', 'gup-fast.grab').to('unmap', 'zap.flush');
    expect(walk.whyNot('unmap')).toBeNull();
    expect(walk.to('other', 'zap.flush').whyNot('other')).not.toBeNull();
  });

  test('is not held up by a GUP-fast that comes when the entry is cleared: it stops at once', () => {
    const walk = both(interrupts);
    walk.past('unmap', 'zap.clear');
    walk.step('fast');
    expect(walk.said).toBe('no PTE: slow path');
    expect(walk.whyNot('unmap')).toBeNull();
  });

  test('waits also where truncate unmaps, page table by page table', () => {
    const walk = new Walk(
      interrupts,
      { app, peer: app, fast, trunc: (t) => truncate(t, { pages: 1, processes: 2 }) },
      { processes: 2, processOf: { peer: 1, fast: 1 } },
    );
    walk.end('app').end('peer').to('fast', 'gup-fast.grab').past('trunc', 'zap.flush');
    expect(walk.state.process.map(({ tlb }) => tlb)).toEqual([[0], [1]]);
    expect(walk.to('trunc', 'zap.flush').whyNot('trunc')).toMatch(/the TLB flush interrupts/);
  });

  test('is not what every architecture has: without interrupts the flush waits for nobody', () => {
    const walk = both(fsHeld).to('fast', 'gup-fast.grab').to('unmap', 'zap.flush');
    expect(walk.whyNot('unmap')).toBeNull();
  });
});
