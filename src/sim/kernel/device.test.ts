import { describe, expect, test } from 'vitest';
import { current, entryHeld, folioPut, fsHeld, gupPut, v517, v615 } from '../designs/fixtures.ts';
import { Walk } from './fixtures.ts';
import {
  allocateBlock,
  dma,
  gupFast,
  mapOther,
  Owner,
  type State,
  type Thread,
  touch,
  truncate,
} from './index.ts';

const io = (t: Thread) => dma(t, 0);
const trunc = (t: Thread) => truncate(t, { pages: 1, processes: 1 });
const other = (t: Thread) => allocateBlock(t, 0);

test('a transfer runs between its two steps, and asks no page table and no count', () => {
  const walk = new Walk(v615, { io });
  walk.step('io');
  expect(walk.state.page[0]).toMatchObject({ dma: 1, refcount: 0 });
  walk.step('io');
  expect(walk.state.page[0]).toMatchObject({ dma: 0, refcount: 0 });
});

test('several transfers may run at once', () => {
  const walk = new Walk(v615, { io, nic: io });
  walk.step('io');
  walk.step('nic');
  expect(walk.state.page[0].dma).toBe(2);
});

test('another file gets the block when it is free, and not before', () => {
  const walk = new Walk(v615, { trunc, other });
  expect(walk.whyNot('other')).toBe('the block is not free');
  walk.end('trunc').end('other');
  expect(walk.state.page[0].owner).toBe(Owner.OTHER);
});

describe("another file's mapping", () => {
  const map = (t: Thread) => mapOther(t, 0);

  test.each([
    [v517, 1, 0],
    [current, 1, 0],
    [folioPut, 1, 0],
    [gupPut, 1, 0],
    [fsHeld, 1, 1],
    [entryHeld, 1, 0],
    [v615, 1, 1],
  ])('holds what a mapping or an entry holds: $id', (design, refcount, mapcount) => {
    const walk = new Walk(design, { map }).end('map');
    expect(walk.state.page[0]).toMatchObject({ refcount, mapcount, entry: 0, entryHeld: 0 });
    expect(walk.state.process[0].pte).toEqual([0]);
  });

  test('lets a late GUP-fast grab the page, and the second look sends it away', () => {
    const walk = new Walk(v615, {
      app: (t) => touch(t, 0),
      fast: (t) => gupFast(t, 0, 'FOLL_PIN'),
      trunc,
      other,
      map,
    });
    walk.end('app').to('fast', 'gup-fast.grab').end('trunc').end('other').end('map');
    walk.past('fast', 'gup-fast.grab');
    expect(walk.state.page[0]).toMatchObject({ refcount: 2, owner: Owner.OTHER });
    walk.past('fast', 'gup-fast.recheck');
    expect(walk.said).toBe('PTE changed: undo');
    expect(walk.end('fast').state.page[0]).toMatchObject({ refcount: 1, mapcount: 1, pins: 0 });
  });

  test('touches a struct page, and so is late where the memmap is gone', () => {
    const initial = (s: State) => {
      s.device.memmapGone = 1;
    };
    expect(new Walk(v615, { map }, { initial }).end('map').state.device.late.mapping).toBe(1);
  });
});
