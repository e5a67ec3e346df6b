import { describe, expect, test } from 'vitest';
import { check } from '../checker/index.ts';
import { current, folioPut, fsHeld, gupPut, v615 } from '../designs/fixtures.ts';
import { sceneOf, Walk } from './fixtures.ts';
import {
  getUserPage,
  isBusy,
  isIdle,
  munmap,
  Owner,
  type State,
  type Thread,
  touch,
  truncate,
  unpinUserPage,
} from './index.ts';

const app = (t: Thread) => touch(t, 0);
const again = app;
const unmap = (t: Thread) => munmap(t, 1);
const trunc = (t: Thread) => truncate(t, { pages: 1, processes: 1 });
function* rdma(t: Thread) {
  if (yield* getUserPage(t, 0, 'FOLL_PIN')) yield* unpinUserPage(t, 0);
}
/** The page is mapped and pinned; the pin is the next thing to go. */
const pinned = (design: typeof current) =>
  new Walk(design, { app, rdma, trunc, again, unmap }).end('app').to('rdma', 'unpin.sub');

const pinnedPage = (s: State) => {
  s.page[0].refcount += 1024;
  s.page[0].pins = 1;
  s.page[0].entry = 1;
};
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

describe('the scan', () => {
  test.each([
    [current, { refcount: 1, mapcount: 0 }, false],
    [current, { refcount: 2, mapcount: 0 }, true],
    [gupPut, { refcount: 1025, mapcount: 0 }, true],
    [fsHeld, { refcount: 0, mapcount: 0 }, false],
    [fsHeld, { refcount: 1, mapcount: 1 }, false],
    [fsHeld, { refcount: 1, mapcount: 0 }, true],
    [v615, { refcount: 2, mapcount: 2 }, false],
    [v615, { refcount: 1025, mapcount: 1 }, true],
  ])('of $id calls $1.refcount refs with $1.mapcount mappings busy: $2', (design, counts, busy) => {
    const walk = new Walk(
      design,
      { trunc },
      {
        initial: (s) => {
          Object.assign(s.page[0], counts, { entry: 1 });
        },
      },
    );
    expect(walk.past('trunc', 'break.scan').observed).toBe(Number(busy));
    expect(walk.said).toMatch(busy ? /^busy: / : /^not busy$/);
    expect(isBusy(design.choices, walk.state.page[0])).toBe(busy);
  });

  test('passes over a page without an entry', () => {
    const walk = new Walk(
      v615,
      { trunc },
      {
        initial: (s) => {
          s.page[0].refcount = 5;
        },
      },
    );
    expect(walk.past('trunc', 'break.scan').observed).toBe(0);
  });

  test('waits for an entry that is locked', () => {
    const walk = new Walk(
      v615,
      { app, trunc },
      {
        initial: (s) => {
          s.page[0].entryLock = 1;
        },
      },
    );
    expect(walk.to('trunc', 'break.scan').whyNot('trunc')).toBe(
      'trunc cannot move: the DAX entry is locked by app',
    );
  });

  test('does not look at a locked entry where that is the design', () => {
    const walk = new Walk(
      gupPut,
      { app, trunc },
      {
        initial: (s) => {
          Object.assign(s.page[0], { entry: 1, entryLock: 1, refcount: 1025, pins: 1 });
        },
      },
    );
    walk.past('trunc', 'break.scan');
    expect(walk.said).toBe('locked: not looked at');
    expect(walk.to('trunc', 'trunc.delete-entries').whyNot('trunc')).toBe(
      'trunc cannot move: the DAX entry is locked by app',
    );
  });

  test('stops at the first busy page, and looks at all of them again after the wait', () => {
    const walk = new Walk(
      v615,
      { trunc: (t) => truncate(t, { pages: 3, processes: 1 }), rdma: (t) => unpinUserPage(t, 1) },
      {
        pages: 3,
        initial: (s) => {
          for (const page of s.page) page.entry = 1;
          s.page[1].refcount = 1024;
          s.page[1].pins = 1;
        },
      },
    );
    walk.to('trunc', 'wait.schedule').end('rdma').end('trunc');
    const scanned = walk.steps.filter(({ operation }) => operation.note?.at === 'break.scan');
    expect(scanned.map(({ operation }) => operation.note?.page)).toEqual([0, 1, 0, 1, 2]);
  });
});

test.each([
  [current, [false, true, false]],
  [v615, [true, false, false]],
])('the sleeper of $id waits for one value', (design, idle) => {
  const page = new Walk(design, { trunc }).state.page[0];
  expect([0, 1, 2].map((refcount) => isIdle(design.choices, { ...page, refcount }))).toEqual(idle);
});

describe('a file that no VMA maps', () => {
  const unmapped = (design: typeof current) => {
    const walk = pinned(design).end('unmap');
    return walk;
  };

  test.each([current, folioPut, gupPut, fsHeld])(
    'is not scanned: its pinned block is freed: $id',
    (design) => {
      const walk = unmapped(design);
      walk.past('trunc', 'break.mapping-mapped');
      expect(walk.said).toBe('no VMA: nothing is scanned');
      walk.end('trunc');
      expect(walk.state.page[0]).toMatchObject({ owner: Owner.FREE, entry: 0, pins: 1 });
    },
  );

  test('is scanned all the same since v6.15', () => {
    const walk = unmapped(v615).to('trunc', 'wait.schedule');
    expect(walk.whyNot('trunc')).toBe(
      'trunc cannot move: asleep in ___wait_var_event, refcount is 1024, waits for 0',
    );
  });

  test('loses its entries also where a skipped scan meets entries that go with the layouts', () => {
    const mixed = { ...v615, choices: { ...v615.choices, scanWithoutVma: 'skipped' } as const };
    expect(unmapped(mixed).end('trunc').state.page[0].entry).toBe(0);
  });
});

describe('the entries', () => {
  test('go with the blocks before v6.15, with the layouts since', () => {
    for (const [design, before] of [
      [current, 1],
      [fsHeld, 1],
      [v615, 0],
    ] as const) {
      const walk = new Walk(design, { app, trunc }).end('app');
      walk.past('trunc', 'break.scan');
      const goes = walk.step('trunc').operation.note?.at;
      expect(goes, design.id).toBe(before ? 'trunc.delete-entries' : 'break.delete-entries');
      expect(walk.at('trunc')).toBe('trunc.free-blocks');
    }
  });

  test.each(all)('stay while truncate waits: $id', (design) => {
    expect(pinned(design).to('trunc', 'wait.schedule').state.page[0].entry).toBe(1);
  });
});

describe('the wait', () => {
  test.each(all)('queues, tests, drops the lock, sleeps: $id', (design) => {
    const walk = pinned(design).to('trunc', 'wait.schedule');
    const came = walk.came('trunc');
    expect(came.slice(came.indexOf('break.scan'))).toEqual([
      'break.scan',
      'wait.prepare',
      'wait.test',
      'wait.unlock',
    ]);
  });

  test.each(all)('holds invalidate_lock except for the sleep: $id', (design) => {
    const walk = pinned(design).to('trunc', 'wait.unlock');
    expect(walk.held).toEqual(['invalidate_lock']);
    walk.step('trunc');
    expect(walk.held).toEqual([]);
    walk.end('again');
    expect(walk.state.process[0].pte).toEqual([1]);
  });

  test('takes the lock back before it tests again, and waits for who holds it', () => {
    const walk = pinned(gupPut).to('trunc', 'wait.schedule').end('rdma').to('again', 'fault.lock-entry');
    walk.to('trunc', 'wait.lock');
    expect(walk.whyNot('trunc')).toBe('trunc cannot move: invalidate_lock is held shared by again');
    walk.end('again').to('trunc', 'wait.test');
    expect(walk.held).toEqual(['invalidate_lock']);
    expect(walk.state.task[2]).toMatchObject({ queue: 1, sleeping: 1 });
  });

  test.each([gupPut, folioPut, fsHeld, v615])(
    'does not lose a wake-up between the test and the sleep: $id',
    (design) => {
      const walk = pinned(design).to('trunc', 'wait.unlock').end('rdma');
      expect(walk.at('trunc')).toBe('wait.unlock');
      expect(walk.end('trunc').at('trunc')).toBeNull();
    },
  );

  test('does not sleep if the last pin goes between the scan and the queue', () => {
    const walk = pinned(current).to('trunc', 'wait.prepare').end('rdma').end('trunc');
    expect(walk.came('trunc')).not.toContain('wait.schedule');
  });

  test('leaves the queue before it goes on', () => {
    const walk = pinned(current).to('trunc', 'wait.prepare').end('rdma');
    walk.past('trunc', 'wait.finish');
    expect(walk.state.task[2]).toMatchObject({ queue: 0, sleeping: 0 });
  });

  test('scans again afterwards, and unmaps what was mapped meanwhile', () => {
    const walk = pinned(gupPut).to('trunc', 'wait.schedule').end('again').end('rdma').end('trunc');
    expect(walk.came('trunc').filter((at) => at === 'break.scan')).toHaveLength(2);
    expect(walk.state.process[0].pte).toEqual([0]);
  });

  test('says that it was woken, and how the count stands', () => {
    const walk = pinned(gupPut);
    walk.past('trunc', 'wait.test');
    expect(walk.said).toBe('refcount 1025, waits for 1');
    walk.to('trunc', 'wait.schedule').end('rdma');
    walk.past('trunc', 'wait.schedule');
    expect(walk.said).toBe('woken');
    walk.past('trunc', 'wait.test');
    expect(walk.said).toBe('refcount 1: idle');
  });

  test('says that nobody has woken it, where the wake-up is lost', () => {
    const walk = pinned(current).to('trunc', 'wait.schedule').end('rdma');
    expect(isIdle(current.choices, walk.state.page[0])).toBe(true);
    expect(walk.whyNot('trunc')).toBe(
      'trunc cannot move: asleep in ___wait_var_event, refcount is 1, waits for 1, and nobody has woken it',
    );
  });
});

describe('two truncates', () => {
  const two = (design: typeof current) =>
    sceneOf(
      design,
      { rdma: (t) => unpinUserPage(t, 0), trunc, punch: trunc },
      {
        initial: pinnedPage,
        properties: [
          { id: 'both-sleep', kind: 'sometimes', good: (s) => s.task[1].sleeping + s.task[2].sleeping === 2 },
          { id: 'both-end', kind: 'not-for-ever', bad: (_, done) => !done('trunc') || !done('punch') },
        ],
      },
    );

  test.each([
    [current, 'fails'],
    [gupPut, 'holds'],
    [v615, 'holds'],
  ])('that sleep on one page are both woken, where anybody is: $id', (design, verdict) => {
    expect(check(two(design)).verdicts.map((v) => [v.property, v.verdict])).toEqual([
      ['both-sleep', 'holds'],
      ['both-end', verdict],
    ]);
  });
});
