import { describe, expect, test } from 'vitest';
import { current, folioPut, fsHeld, gupPut, v615 } from '../designs/fixtures.ts';
import { Walk } from './fixtures.ts';
import { Owner, type Thread, touch, truncate } from './index.ts';

const app = (t: Thread) => touch(t, 0);
const trunc = (t: Thread) => truncate(t, { pages: 1, processes: 1 });
const all = [current, folioPut, gupPut, fsHeld, v615];

describe('truncate of a page that nobody holds', () => {
  test.each([
    [
      current,
      [
        'trunc.lock',
        'break.mapping-mapped',
        'zap.clear',
        'zap.flush',
        'break.scan',
        'trunc.delete-entries',
        'trunc.free-blocks',
        'trunc.unlock',
      ],
    ],
    [
      v615,
      [
        'trunc.lock',
        'zap.clear',
        'zap.flush',
        'zap.put',
        'wake',
        'break.scan',
        'break.delete-entries',
        'trunc.free-blocks',
        'trunc.unlock',
      ],
    ],
  ])('unmaps, looks, and frees, without a wait: $id', (design, path) => {
    expect(new Walk(design, { app, trunc }).end('app').end('trunc').came('trunc')).toEqual(path);
  });

  test.each(all)('leaves a free block, an idle page, and no lock: $id', (design) => {
    const walk = new Walk(design, { app, trunc }).end('app').end('trunc');
    const { idle } = design.choices;
    expect(walk.state.page[0]).toMatchObject({ refcount: idle, mapcount: 0, entry: 0, owner: Owner.FREE });
    expect(walk.held).toEqual([]);
  });

  test('takes every page out of every page table', () => {
    const walk = new Walk(
      v615,
      {
        app: (t) => touch(t, 1),
        other: (t) => touch(t, 0),
        trunc: (t) => truncate(t, { pages: 2, processes: 2 }),
      },
      { pages: 2, processes: 2, processOf: { other: 1 } },
    );
    walk.end('app').end('other').end('trunc');
    expect(walk.state.process.map(({ pte }) => pte)).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(walk.state.page.map(({ refcount, owner }) => [refcount, owner])).toEqual([
      [0, Owner.FREE],
      [0, Owner.FREE],
    ]);
  });
});
