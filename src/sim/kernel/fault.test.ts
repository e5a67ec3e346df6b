import { describe, expect, test } from 'vitest';
import { current, folioPut, fsHeld, gupPut, v615 } from '../designs/fixtures.ts';
import { Walk } from './fixtures.ts';
import { munmap, Owner, type State, type Thread, touch, truncate } from './index.ts';

const app = (t: Thread) => touch(t, 0);
const again = app;
const trunc = (t: Thread) => truncate(t, { pages: 1, processes: 1 });
const unmap = (t: Thread) => munmap(t, 1);

const noVma = (s: State) => {
  s.process[0].vma = 0;
};
const truncated = (s: State) => {
  s.page[0].owner = Owner.FREE;
};

describe('a page that is touched', () => {
  test.each([
    [current, 1, 0],
    [folioPut, 1, 0],
    [gupPut, 1, 0],
    [fsHeld, 1, 1],
    [v615, 1, 1],
  ])('is mapped, and counts what a mapping holds: $id', (design, refcount, mapcount) => {
    const walk = new Walk(design, { app }).end('app');
    expect(walk.state.page[0]).toMatchObject({ refcount, mapcount, entry: 1 });
    expect(walk.state.process[0].pte).toEqual([1]);
    expect(walk.held).toEqual([]);
  });

  test.each([
    [current, 1, 0],
    [fsHeld, 2, 2],
    [v615, 2, 2],
  ])('counts once for each process: $id', (design, refcount, mapcount) => {
    const walk = new Walk(design, { app, other: app }, { processes: 2, processOf: { other: 1 } });
    walk.end('app').end('other');
    expect(walk.state.page[0]).toMatchObject({ refcount, mapcount });
  });

  test.each([current, fsHeld, v615])('is not counted twice by one process: $id', (design) => {
    const walk = new Walk(design, { app, again }).end('app');
    const { refcount, mapcount } = walk.state.page[0];
    walk.end('again');
    expect(walk.state.page[0]).toMatchObject({ refcount, mapcount });
  });

  test('is counted in the very step that maps it', () => {
    const { changes } = new Walk(fsHeld, { app }).past('app', 'fault.map');
    expect(changes.map(({ path, from, to }) => `${path} ${from} ${to}`)).toEqual([
      'page.0.refcount 0 1',
      'page.0.mapcount 0 1',
      'process.0.pte.0 0 1',
      'process.0.tlb.0 0 1',
    ]);
  });

  test('has a reference of the fault while v6.15 maps it, and not afterwards', () => {
    const walk = new Walk(v615, { app });
    const counts = ['fault.map', 'fault.put', 'fault.unlock-entry'] as const;
    expect(counts.map((at) => walk.to('app', at).state.page[0].refcount)).toEqual([1, 2, 1]);
    expect(new Walk(fsHeld, { app }).end('app').came('app')).not.toContain('fault.get');
  });
});

describe('a fault', () => {
  test('takes its locks in order, and gives them back in the opposite one', () => {
    expect(new Walk(current, { app }).end('app').came('app')).toEqual([
      'fault.mmap-lock',
      'fault.invalidate-lock',
      'fault.lock-entry',
      'fault.lookup',
      'fault.insert-entry',
      'fault.map',
      'fault.unlock-entry',
      'fault.invalidate-unlock',
      'fault.mmap-unlock',
    ]);
  });

  test('ends in SIGSEGV where no VMA is', () => {
    const walk = new Walk(v615, { app }, { initial: noVma });
    walk.step('app');
    expect(walk.said).toBe('no VMA: SIGSEGV');
    walk.end('app');
    expect(walk.came('app')).toEqual(['fault.mmap-lock', 'fault.mmap-unlock']);
    expect(walk.state.page[0]).toMatchObject({ refcount: 0, entry: 0 });
    expect(walk.held).toEqual([]);
  });

  test('ends in SIGBUS beyond the end of the file', () => {
    const walk = new Walk(v615, { app }, { initial: truncated });
    walk.past('app', 'fault.lookup');
    expect(walk.said).toBe('beyond the end of the file: SIGBUS');
    walk.end('app');
    expect(walk.state.page[0]).toMatchObject({ refcount: 0, mapcount: 0, entry: 0 });
    expect(walk.state.process[0].pte).toEqual([0]);
    expect(walk.held).toEqual([]);
  });

  test('waits for a truncate, and says for whom', () => {
    const walk = new Walk(current, { app, trunc });
    walk.step('trunc');
    walk.step('app');
    expect(walk.whyNot('app')).toBe('invalidate_lock is held by trunc');
    expect(walk.end('trunc').whyNot('app')).toBeNull();
  });

  test('waits for a munmap of its process', () => {
    const walk = new Walk(current, { app, unmap });
    walk.step('unmap');
    expect(walk.whyNot('app')).toBe('mmap_lock is held by unmap');
    walk.end('unmap').step('app');
    expect(walk.said).toBe('no VMA: SIGSEGV');
  });

  test('waits for another fault on the same entry', () => {
    const walk = new Walk(current, { app, again }).to('again', 'fault.lookup').to('app', 'fault.lock-entry');
    expect(walk.whyNot('app')).toBe('the DAX entry is locked by again');
    walk.past('again', 'fault.unlock-entry');
    expect(walk.whyNot('app')).toBeNull();
  });
});
