import { describe, expect, test } from 'vitest';
import { current, folioPut, fsHeld, gupPut, v615 } from '../designs/fixtures.ts';
import { Walk } from './fixtures.ts';
import { getUserPage, isBusy, munmap, Owner, type Thread, touch, truncate, unpinUserPage } from './index.ts';

const app = (t: Thread) => touch(t, 0);
const unmap = (t: Thread) => munmap(t, 1);
const trunc = (t: Thread) => truncate(t, { pages: 1, processes: 1 });
function* io(t: Thread) {
  if (yield* getUserPage(t, 0, 'FOLL_PIN')) yield* unpinUserPage(t, 0);
}
/** The page is mapped and pinned; the pin is the next thing to go. */
const pinned = (design: typeof current) =>
  new Walk(design, { app, io, trunc, unmap }).end('app').to('io', 'unpin.sub');

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
    expect(walk.to('trunc', 'break.scan').whyNot('trunc')).toBe('the DAX entry is locked by app');
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
    expect(walk.to('trunc', 'trunc.delete-entries').whyNot('trunc')).toBe('the DAX entry is locked by app');
  });

  test('stops at the first busy page, and looks at all of them again after the wait', () => {
    const walk = new Walk(
      v615,
      { trunc: (t) => truncate(t, { pages: 3, processes: 1 }), io: (t) => unpinUserPage(t, 1) },
      {
        pages: 3,
        initial: (s) => {
          for (const page of s.page) page.entry = 1;
          s.page[1].refcount = 1024;
          s.page[1].pins = 1;
        },
      },
    );
    walk.to('trunc', 'wait.schedule').end('io').end('trunc');
    const scanned = walk.steps.filter(({ operation }) => operation.note?.at === 'break.scan');
    expect(scanned.map(({ operation }) => operation.note?.page)).toEqual([0, 1, 0, 1, 2]);
  });
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
    expect(walk.whyNot('trunc')).toBe('asleep in ___wait_var_event, refcount is 1024, waits for 0');
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

  test.each([current, folioPut, gupPut, fsHeld, v615])('stay while truncate waits: $id', (design) => {
    expect(pinned(design).to('trunc', 'wait.schedule').state.page[0].entry).toBe(1);
  });
});
