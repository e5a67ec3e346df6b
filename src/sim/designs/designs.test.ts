import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ModelError } from '../checker/index.ts';
import { Walk } from '../kernel/fixtures.ts';
import {
  evict,
  folioPut,
  getUserPage,
  munmap,
  openFile,
  putPage,
  type Thread,
  touch,
  truncate,
  unbind,
  unpinUserPage,
} from '../kernel/index.ts';
import { designNamed, designs } from './index.ts';

describe('a design', () => {
  test('has an id that no other has, and that stands in an address as it is', () => {
    const ids = designs.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z0-9]+([.-][a-z0-9]+)*$/);
  });

  test('decides something that no other decides', () => {
    const choices = designs.map((design) => JSON.stringify(design.choices));
    expect(new Set(choices).size).toBe(designs.length);
    const names = designs.map((design) => Object.keys(design.choices).sort().join());
    expect(new Set(names).size).toBe(1);
  });

  test('has a title of its own, and a file that is called like it', () => {
    expect(new Set(designs.map(({ title }) => title)).size).toBe(designs.length);
    for (const { id } of designs) expect(existsSync(`${import.meta.dirname}/${id}.ts`), id).toBe(true);
  });

  test('has an accent of its own wherever it is named', () => {
    const css = readFileSync(new URL('../../styles/base.css', import.meta.url), 'utf8');
    const accents = designs.map(({ id }) => {
      const name = id.replace('.', '-');
      expect(css, id).toMatch(new RegExp(`\\[data-design="${id}"\\],[^}]*--accent: var\\(--${name}\\);`));
      return new RegExp(`--${name}: (light-dark\\([^)]*\\));`).exec(css)?.[1];
    });
    expect(new Set(accents).size).toBe(designs.length);
  });

  test('is found by its id', () => {
    for (const design of designs) expect(designNamed(design.id)).toBe(design);
  });

  test.each(['', 'Current', 'v6', 'toString'])(
    "called '%s' does not exist, and the error lists those that do",
    (id) => {
      expect(() => designNamed(id)).toThrow(ModelError);
      expect(() => designNamed(id)).toThrow(designs.map((design) => design.id).join(', '));
    },
  );
});

/** What a design does, seen from outside: the columns of the table in which the designs are compared. */
interface Conduct {
  /** The count of a page that nobody uses. */
  idle: number;
  /** What mapping it adds to the count. */
  mapping: number;
  /** Whether the last reference wakes a sleeper when it is dropped, by the way in which it is dropped. */
  unpin: boolean;
  putPage: boolean;
  folioPut: boolean;
  /** Whether GUP holds the pgmap while it works. */
  pgmap: boolean;
  /** Whether a pin is seen in a file that no VMA maps. */
  scanWithoutVma: boolean;
  /** Whether truncate wakes when the pin goes, though the page has been mapped again meanwhile. */
  refault: boolean;
  /** Whether eviction waits for a pin. */
  eviction: boolean;
  /** Whether removing the device waits for a pin, where nothing maps the page and the file is open. */
  unbindPin: boolean;
  /** The same where nobody uses the file, so that removal evicts its inode. */
  unbindUnused: boolean;
  /** Whether it waits for a mapping. */
  unbindMapping: boolean;
  /** Whether it waits for what a mapping has left in the file's entries. */
  unbindEntry: boolean;
  /** Whether it leaves page-table entries behind that lead nowhere. */
  leftBehind: boolean;
}

const conduct: Readonly<Record<string, Conduct>> = {
  'v5.17': {
    idle: 1,
    mapping: 0,
    unpin: true,
    putPage: true,
    folioPut: false,
    pgmap: true,
    scanWithoutVma: false,
    refault: true,
    eviction: false,
    unbindPin: true,
    unbindUnused: true,
    unbindMapping: false,
    unbindEntry: false,
    leftBehind: true,
  },
  current: {
    idle: 1,
    mapping: 0,
    unpin: false,
    putPage: true,
    folioPut: false,
    pgmap: true,
    scanWithoutVma: false,
    refault: false,
    eviction: false,
    unbindPin: false,
    unbindUnused: false,
    unbindMapping: false,
    unbindEntry: false,
    leftBehind: true,
  },
  'folio-put': {
    idle: 1,
    mapping: 0,
    unpin: true,
    putPage: true,
    folioPut: true,
    pgmap: true,
    scanWithoutVma: false,
    refault: true,
    eviction: false,
    unbindPin: false,
    unbindUnused: false,
    unbindMapping: false,
    unbindEntry: false,
    leftBehind: true,
  },
  'gup-put': {
    idle: 1,
    mapping: 0,
    unpin: true,
    putPage: true,
    folioPut: false,
    pgmap: true,
    scanWithoutVma: false,
    refault: true,
    eviction: false,
    unbindPin: false,
    unbindUnused: false,
    unbindMapping: false,
    unbindEntry: false,
    leftBehind: true,
  },
  'no-pgmap': {
    idle: 1,
    mapping: 0,
    unpin: true,
    putPage: true,
    folioPut: false,
    pgmap: false,
    scanWithoutVma: false,
    refault: true,
    eviction: false,
    unbindPin: false,
    unbindUnused: false,
    unbindMapping: false,
    unbindEntry: false,
    leftBehind: true,
  },
  'fs-held': {
    idle: 0,
    mapping: 1,
    unpin: true,
    putPage: true,
    folioPut: true,
    pgmap: false,
    scanWithoutVma: false,
    refault: false,
    eviction: false,
    unbindPin: true,
    unbindUnused: true,
    unbindMapping: true,
    unbindEntry: false,
    leftBehind: false,
  },
  'fs-held-notify': {
    idle: 0,
    mapping: 1,
    unpin: true,
    putPage: true,
    folioPut: true,
    pgmap: false,
    scanWithoutVma: false,
    refault: false,
    eviction: false,
    unbindPin: true,
    unbindUnused: true,
    unbindMapping: false,
    unbindEntry: false,
    leftBehind: false,
  },
  'entry-held': {
    idle: 0,
    mapping: 1,
    unpin: true,
    putPage: true,
    folioPut: true,
    pgmap: false,
    scanWithoutVma: true,
    refault: true,
    eviction: true,
    unbindPin: true,
    unbindUnused: true,
    unbindMapping: true,
    unbindEntry: true,
    leftBehind: false,
  },
  'v6.15': {
    idle: 0,
    mapping: 1,
    unpin: true,
    putPage: true,
    folioPut: true,
    pgmap: false,
    scanWithoutVma: true,
    refault: false,
    eviction: true,
    unbindPin: false,
    unbindUnused: true,
    unbindMapping: false,
    unbindEntry: false,
    leftBehind: true,
  },
};

test('every design is in the table', () => {
  expect(Object.keys(conduct)).toEqual(designs.map(({ id }) => id));
});

describe.each(designs)('$id', (design) => {
  const expected = conduct[design.id];
  const app = (t: Thread) => touch(t, 0);
  const trunc = (t: Thread) => truncate(t, { pages: 1, processes: 1 });
  const holder = (foll: 'FOLL_PIN' | 'FOLL_GET', letGo: typeof putPage) =>
    function* (t: Thread) {
      if (yield* getUserPage(t, 0, foll)) yield* letGo(t, 0);
    };
  const count = (walk: Walk) => walk.state.page[0].refcount;

  test(`counts ${expected.idle} when idle, and ${expected.mapping} more when mapped`, () => {
    const walk = new Walk(design, { app });
    expect(count(walk)).toBe(expected.idle);
    expect(count(walk.end('app'))).toBe(expected.idle + expected.mapping);
  });

  const file = { pages: 1, processes: 1 };
  const remover = (t: Thread) => unbind(t, file);
  /** Walks a task on for as long as it can move. */
  const run = (walk: Walk, task: string) => {
    while (walk.whyNot(task) === null) walk.step(task);
    return walk;
  };

  test(`eviction ${expected.eviction ? 'waits' : 'does not wait'} for a pin`, () => {
    const io = holder('FOLL_PIN', unpinUserPage);
    const walk = new Walk(design, { app, io, unmap: (t) => munmap(t, 1), last: (t) => evict(t, file) });
    walk.end('app').to('io', 'unpin.sub').end('unmap');
    expect(run(walk, 'last').at('last')).toBe(expected.eviction ? 'wait.schedule' : null);
    if (expected.eviction) expect(run(walk.end('io'), 'last').at('last')).toBeNull();
  });

  test(`removal ${expected.unbindPin ? 'waits' : 'does not wait'} for a pin`, () => {
    const io = holder('FOLL_PIN', unpinUserPage);
    const open = (t: Thread) => openFile(t);
    const walk = new Walk(design, { app, open, io, unmap: (t) => munmap(t, 1), unbind: remover });
    walk.end('app').end('open').to('io', 'unpin.sub').end('unmap');
    expect(run(walk, 'unbind').at('unbind') !== null).toBe(expected.unbindPin);
    expect(run(walk.end('io'), 'unbind').at('unbind') !== null).toBe(expected.unbindEntry);
    expect(walk.state.device.late.pin === 1).toBe(!expected.unbindPin);
  });

  test(`removal ${expected.unbindUnused ? 'waits' : 'does not wait'} for a pin of a file that nobody uses`, () => {
    const io = holder('FOLL_PIN', unpinUserPage);
    const walk = new Walk(design, { app, io, unmap: (t) => munmap(t, 1), unbind: remover });
    walk.end('app').to('io', 'unpin.sub').end('unmap');
    expect(run(walk, 'unbind').at('unbind') !== null).toBe(expected.unbindUnused);
    expect(run(walk.end('io'), 'unbind').at('unbind')).toBeNull();
    expect(walk.state.device.late.pin === 1).toBe(!expected.unbindUnused);
  });

  test(`removal ${expected.unbindMapping ? 'waits' : 'does not wait'} for a mapping`, () => {
    const walk = new Walk(design, { app, unmap: (t) => munmap(t, 1), unbind: remover }).end('app');
    expect(run(walk, 'unbind').at('unbind') !== null).toBe(expected.unbindMapping);
    expect(walk.state.process[0].pte[0] === 1 && walk.state.device.memmapGone === 1).toBe(
      expected.leftBehind,
    );
    expect(run(walk.end('unmap'), 'unbind').at('unbind') !== null).toBe(expected.unbindEntry);
  });

  test.each([
    ['unpin_user_page()', 'unpin', holder('FOLL_PIN', unpinUserPage)],
    ['put_page()', 'putPage', holder('FOLL_GET', putPage)],
    ['a bare folio_put()', 'folioPut', holder('FOLL_GET', folioPut)],
  ] as const)('wakes truncate after %s, or not, as the table says', (_, way, io) => {
    const walk = new Walk(design, { app, io, trunc }).end('app');
    walk.to('io', ioDrops[way]).to('trunc', 'wait.schedule').end('io');
    expect(walk.whyNot('trunc') === null).toBe(expected[way]);
    expect(count(walk)).toBe(expected.idle);
  });

  test(`${expected.pgmap ? 'holds' : 'does not hold'} the pgmap in GUP`, () => {
    const walk = new Walk(design, { app, io: holder('FOLL_PIN', unpinUserPage) }).end('app');
    walk.to('io', 'gup-fast.grab');
    expect(walk.state.pgmap.users).toBe(expected.pgmap ? 1 : 0);
  });

  test(`${expected.scanWithoutVma ? 'sees' : 'overlooks'} the pin of a file that no VMA maps`, () => {
    const unmap = (t: Thread) => munmap(t, 1);
    const walk = new Walk(design, { app, unmap, io: holder('FOLL_PIN', unpinUserPage), trunc });
    walk.end('app').to('io', 'unpin.sub').end('unmap');
    const ends = () => walk.end('trunc').at('trunc');
    if (expected.scanWithoutVma) expect(ends).toThrow(/asleep/);
    else expect(ends()).toBeNull();
  });

  test(`${expected.refault ? 'wakes' : 'does not wake'} truncate when the last pin goes after a fault has mapped the page again`, () => {
    const again = app;
    const walk = new Walk(design, { app, io: holder('FOLL_PIN', unpinUserPage), trunc, again });
    walk.end('app').to('io', 'unpin.sub').to('trunc', 'wait.schedule').end('again').end('io');
    expect(walk.whyNot('trunc') === null).toBe(expected.refault);
  });
});

const ioDrops = { unpin: 'unpin.sub', putPage: 'put-page.sub', folioPut: 'folio-put.sub' } as const;
