import { describe, expect, test } from 'vitest';
import { current, entryHeld, fsHeld, gupPut, v517, v615 } from '../designs/fixtures.ts';
import { Walk } from './fixtures.ts';
import { fork, forked, munmap, type State, type Thread, touch, truncate } from './index.ts';

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
const scene = { processes: 2, processOf: { child: 1, other: 1 }, initial: noChild };
/** The page is mapped in the parent, and nobody has forked yet. */
const mapped = (design: typeof current) => new Walk(design, { app, parent, child }, scene).end('app');
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

  test('copies in one step, with the reference', () => {
    const { changes } = mapped(v615).past('parent', 'fork.copy');
    expect(changes.map(({ path, from, to }) => `${path} ${from} ${to}`)).toEqual([
      'page.0.refcount 1 2',
      'page.0.mapcount 1 2',
      'process.1.pte.0 0 1',
      'process.1.tlb.0 0 1',
    ]);
  });

  test('copies what is mapped, page by page, and nothing else', () => {
    const walk = new Walk(
      v615,
      { app: (t) => touch(t, 1), parent: (t) => fork(t, 1, 2) },
      { ...scene, pages: 2 },
    ).end('app');
    walk.past('parent', 'fork.copy');
    expect(walk.said).toBe('nothing mapped');
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
    walk.to('parent', 'fork.copy');
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
