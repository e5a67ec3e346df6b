import { describe, expect, test } from 'vitest';
import { current, entryHeld, fsHeld, gupPut, v517, v615 } from '../designs/fixtures.ts';
import { Walk } from './fixtures.ts';
import { gupSlow } from './gup.ts';
import { fork, forked, gupFast, munmap, type State, type Thread, touch, truncate } from './index.ts';
import { zapPage } from './zap.ts';

const parent = (t: Thread) => fork(t, 1, 1);
const app = (t: Thread) => touch(t, 0);
const unmap = (t: Thread) => munmap(t, 1);
function* child(t: Thread) {
  yield* forked(t);
  yield* munmap(t, 1);
}

const noChild = (s: State) => {
  s.process[1].vma = 0;
};
const scene = { processes: 2, processOf: { child: 1, other: 1 }, forks: true, initial: noChild };
/** The page is mapped in the parent, and nobody has forked yet. */
const mapped = (design: typeof current) => new Walk(design, { app, parent, child }, scene).end('app');
const changes = ({ changes }: ReturnType<Walk['step']>) =>
  changes.map(({ path, from, to }) => `${path} ${from} ${to}`);
const page = (walk: Walk) => walk.state.page[0];

describe('fork()', () => {
  test.each([
    [v517, 1, 0],
    [current, 1, 0],
    [gupPut, 1, 0],
    [fsHeld, 2, 2],
    [v615, 2, 2],
    [entryHeld, 1, 0],
  ])(
    'gives the child its entry at once, counted as the mapping that it is: $id',
    (design, refcount, mapcount) => {
      const walk = mapped(design).end('parent');
      expect(walk.state.process.map(({ pte, tlb, vma }) => [pte, tlb, vma])).toEqual([
        [[1], [1], 1],
        [[1], [1], 1],
      ]);
      expect(page(walk)).toMatchObject({ refcount, mapcount });
      expect(walk.held).toEqual([]);
    },
  );

  test.each([current, fsHeld, entryHeld, v615])(
    "the child's munmap() takes back what that was: $id",
    (design) => {
      const walk = mapped(design);
      const { refcount, mapcount } = page(walk);
      walk.end('parent').end('child');
      expect(page(walk)).toMatchObject({ refcount, mapcount });
      expect(walk.state.process.map(({ pte, vma }) => [pte, vma])).toEqual([
        [[1], 1],
        [[0], 0],
      ]);
    },
  );

  test('takes the reference first, and then the mapcount with the entry', () => {
    const walk = mapped(v615);
    expect(changes(walk.past('parent', 'fork.get'))).toEqual([
      'page.0.refcount 1 2',
      'process.0.pageTableLock 0 2',
      'process.1.pageTableLock 0 2',
    ]);
    expect(walk.at('parent')).toBe('fork.copy');
    expect(changes(walk.past('parent', 'fork.copy'))).toEqual([
      'page.0.mapcount 1 2',
      'process.0.pageTableLock 2 0',
      'process.1.pageTableLock 2 0',
      'process.1.pte.0 0 1',
      'process.1.tlb.0 0 1',
    ]);
  });

  test('copies in one step where a mapping holds nothing', () => {
    const walk = mapped(gupPut);
    expect(changes(walk.past('parent', 'fork.copy'))).toEqual(['process.1.pte.0 0 1', 'process.1.tlb.0 0 1']);
    expect(walk.came('parent')).not.toContain('fork.get');
  });

  describe('between the reference and the mapcount', () => {
    const tasks = {
      app,
      parent,
      again: app,
      io: (t: Thread) => gupFast(t, 0, 'FOLL_PIN'),
      slow: (t: Thread) => gupSlow(t, 0, 'FOLL_PIN'),
      unmap,
      zap: (t: Thread) => zapPage(t, 0, 0),
      'zap-child': (t: Thread) => zapPage(t, 1, 0),
    };
    const between = (design: typeof current) => {
      const walk = new Walk(design, tasks, scene).end('app');
      walk.past('parent', 'fork.get');
      return walk;
    };

    test.each([v615, fsHeld])('no zap comes to the page table of either: $id', (design) => {
      const walk = between(design);
      for (const zap of ['zap', 'zap-child'])
        expect(walk.whyNot(zap)).toBe('the page-table lock is held by parent');
      walk.step('parent');
      expect(page(walk)).toMatchObject({ refcount: 2, mapcount: 2 });
      walk.end('zap').end('zap-child');
      expect(page(walk)).toMatchObject({ refcount: 0, mapcount: 0 });
    });

    test('neither a fault, nor the slow path of GUP, nor a munmap() of the parent comes: mmap_lock is held', () => {
      const walk = between(v615);
      for (const task of ['again', 'slow', 'unmap'])
        expect(walk.whyNot(task), task).toBe('mmap_lock is held by parent');
    });

    test('GUP-fast takes the page, and does not see a fork', () => {
      const walk = between(v615).end('io');
      expect(page(walk)).toMatchObject({ refcount: 2 + 1024, mapcount: 1, pins: 1 });
    });
  });

  test('copies what one PMD maps at once, with one reference and one mapcount', () => {
    const walk = new Walk(
      v615,
      { app: (t) => touch(t, 0), parent: (t) => fork(t, 1, 2) },
      { ...scene, pages: 2, huge: [[0, 1]], byPmd: ['app'] },
    ).end('app');
    walk.end('parent');
    expect(walk.state.process.map(({ pte }) => pte)).toEqual([
      [2, 2],
      [2, 2],
    ]);
    expect(page(walk)).toMatchObject({ refcount: 2, mapcount: 2 });
    expect(walk.held).toEqual([]);
  });

  test('copies what is mapped, page by page, and nothing else', () => {
    const walk = new Walk(
      v615,
      { app: (t) => touch(t, 1), parent: (t) => fork(t, 1, 2) },
      { ...scene, pages: 2 },
    ).end('app');
    walk.past('parent', 'fork.get');
    expect(walk.said).toBe('nothing mapped');
    expect(walk.held).toEqual(['mmap_lock']);
    walk.end('parent');
    expect(walk.state.process[1].pte).toEqual([0, 1]);
    expect(walk.state.page.map(({ refcount }) => refcount)).toEqual([0, 2]);
  });

  test("links the child's VMA first: who unmaps the file from then on finds the copy", () => {
    const walk = new Walk(
      v615,
      { app, parent, trunc: (t) => truncate(t, { pages: 1, processes: 2 }) },
      scene,
    ).end('app');
    walk.to('parent', 'fork.get');
    expect(walk.state.process[1].vma).toBe(1);
    walk.end('parent').end('trunc');
    expect(walk.state.process.map(({ pte }) => pte)).toEqual([[0], [0]]);
    expect(page(walk)).toMatchObject({ refcount: 0, mapcount: 0 });
  });

  test('of a process that maps the file no more gives the child no mapping', () => {
    const walk = new Walk(v615, { app, parent, unmap }, scene).end('app').end('unmap').end('parent');
    expect(walk.state.process.map(({ pte, vma }) => [pte, vma])).toEqual([
      [[0], 0],
      [[0], 0],
    ]);
    expect(page(walk).refcount).toBe(0);
  });

  test('waits for a munmap() of the parent, and keeps a fault out until it is done', () => {
    const walk = new Walk(current, { app, parent, unmap }, scene);
    walk.step('unmap');
    expect(walk.whyNot('parent')).toBe('mmap_lock is held by unmap');
    walk.end('unmap').to('parent', 'fork.copy');
    expect(walk.whyNot('app')).toBe('mmap_lock is held by parent');
  });
});

describe('the child', () => {
  test('runs when fork() has returned, and not before', () => {
    const walk = mapped(v615);
    expect(walk.whyNot('child')).toBe('fork() has not returned');
    walk.to('parent', 'fork.unlock');
    expect(walk.whyNot('child')).toBe('fork() has not returned');
    expect(walk.end('parent').whyNot('child')).toBeNull();
  });
});
