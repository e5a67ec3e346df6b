import { describe, expect, test } from 'vitest';
import { current, entryHeld, folioPut, fsHeld, gupPut, v615 } from '../designs/fixtures.ts';
import { Walk } from './fixtures.ts';
import {
  allocateBlock,
  getUserPage,
  Owner,
  punch,
  type Thread,
  touch,
  truncate,
  underInodeLock,
  unpinUserPage,
} from './index.ts';

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

describe('a block that the file has no more', () => {
  test('is not freed a second time', () => {
    const walk = new Walk(v615, { trunc, other: (t) => allocateBlock(t, 0), again: trunc });
    walk.end('trunc').end('other').end('again');
    expect(walk.state.page[0].owner).toBe(Owner.OTHER);
  });
});

describe('punch', () => {
  const pages = { pages: 2, processes: 1 };
  const touchBoth = function* (t: Thread) {
    yield* touch(t, 0);
    yield* touch(t, 1);
  };
  const punchSecond = (t: Thread) => punch(t, pages, 1);
  function* io(t: Thread) {
    if (yield* getUserPage(t, 0, 'FOLL_PIN')) yield* unpinUserPage(t, 0);
  }
  const mapped = (design: typeof current) =>
    new Walk(design, { app: touchBoth, io, punch: punchSecond }, { pages: 2 }).end('app');

  test.each([current, gupPut, fsHeld, entryHeld, v615])(
    'unmaps the whole file, and frees the block of one page: $id',
    (design) => {
      const walk = mapped(design).end('punch');
      expect(walk.state.process[0].pte).toEqual([0, 0]);
      expect(walk.state.page.map(({ owner }) => owner)).toEqual([Owner.FILE, Owner.FREE]);
      expect(walk.state.page.map(({ refcount }) => refcount)).toEqual(Array(2).fill(design.choices.idle));
      expect(walk.held).toEqual([]);
    },
  );

  test.each([current, gupPut, fsHeld, entryHeld, v615])(
    'waits for a pin on the other page: $id',
    (design) => {
      const walk = mapped(design).to('io', 'unpin.sub').to('punch', 'wait.schedule');
      expect(walk.state.task[2].queue).toBe(1);
      expect(walk.state.page[1].owner).toBe(Owner.FILE);
    },
  );

  test.each([
    [current, [1, 0]],
    [fsHeld, [1, 0]],
    [entryHeld, [1, 0]],
    [v615, [0, 0]],
  ])('takes the entry of that page, since v6.15 the entries of all: $id', (design, entries) => {
    expect(
      mapped(design)
        .end('punch')
        .state.page.map(({ entry }) => entry),
    ).toEqual(entries);
  });
});

describe('the inode lock', () => {
  const locked = (t: Thread) => underInodeLock(t, trunc(t));
  function* io(t: Thread) {
    if (yield* getUserPage(t, 0, 'FOLL_PIN')) yield* unpinUserPage(t, 0);
  }

  test('keeps a second change of the size out while the first one sleeps', () => {
    const walk = new Walk(gupPut, { app, io, trunc: locked, again: locked });
    walk.end('app').to('io', 'unpin.sub').to('trunc', 'wait.schedule');
    expect(walk.state.inodeLock.exclusive).toBe(3);
    expect(walk.whyNot('again')).toBe('the inode lock is held by trunc');
    walk.end('io').end('trunc').end('again');
    expect(walk.state.inodeLock).toMatchObject({ shared: 0, exclusive: 0 });
  });

  test('is taken first and dropped last', () => {
    const came = new Walk(v615, { trunc: locked }).end('trunc').came('trunc');
    expect([came.at(0), came.at(1), came.at(-2), came.at(-1)]).toEqual([
      'inode.lock',
      'trunc.lock',
      'trunc.unlock',
      'inode.unlock',
    ]);
  });

  test('does not keep faults out', () => {
    const walk = new Walk(v615, { app, trunc: locked });
    walk.past('trunc', 'inode.lock');
    expect(walk.end('app').state.process[0].pte).toEqual([1]);
  });
});
