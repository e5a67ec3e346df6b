import { describe, expect, test } from 'vitest';
import { Owner, type State } from '../kernel/index.ts';
import { type DemandId, demands } from '../properties.ts';
import { situationsOf } from './meaning.ts';

/** What a situation looks at, in a state in which none of it is so: each key makes one thing so. */
const facts = {
  sleeping: (s: Loose) => {
    s.task[1].sleeping = 1;
  },
  wasPinned: (s: Loose) => {
    s.page[1].wasPinned = 1;
  },
  wasMapped: (s: Loose) => {
    s.page[1].wasMapped = 1;
  },
  dma: (s: Loose) => {
    s.page[1].dma = 1;
  },
  free: (s: Loose) => {
    s.page[1].owner = Owner.FREE;
  },
  others: (s: Loose) => {
    s.page[1].owner = Owner.OTHER;
  },
  gone: (s: Loose) => {
    s.device.memmapGone = 1;
  },
  dying: (s: Loose) => {
    s.pgmap.dying = 1;
  },
  faulting: (s: Loose) => {
    s.invalidateLock[0].shared = 1;
  },
};
type Fact = keyof typeof facts;

interface Loose {
  page: { owner: number; wasPinned: number; wasMapped: number; dma: number }[];
  task: { sleeping: number }[];
  device: { memmapGone: number };
  pgmap: { dying: number };
  invalidateLock: { shared: number }[];
}

function stateWith(which: readonly Fact[]): State {
  const page = () => ({ owner: Owner.FILE, wasPinned: 0, wasMapped: 0, dma: 0 });
  const s: Loose = {
    page: [page(), page()],
    task: [{ sleeping: 0 }, { sleeping: 0 }],
    device: { memmapGone: 0 },
    pgmap: { dying: 0 },
    invalidateLock: [{ shared: 0 }],
  };
  for (const fact of which) facts[fact](s);
  return s as unknown as State;
}

/** For each demand, its situations, and for each of these the sets of facts that are enough, none of them more than is needed. */
const enough: readonly (readonly [DemandId, readonly (readonly (readonly Fact[])[])[]])[] = [
  ['no-lost-wakeup', [[['sleeping']]]],
  [
    'no-free-while-pinned',
    [
      [
        ['wasPinned', 'free'],
        ['wasPinned', 'others'],
      ],
    ],
  ],
  [
    'no-stray-dma',
    [
      [
        ['wasPinned', 'free'],
        ['wasPinned', 'others'],
      ],
      [['dma']],
    ],
  ],
  ['truncate-finishes', [[['wasPinned'], ['sleeping']]]],
  ['free-is-idle', [[['free']]]],
  ['freed-in-the-end', [[['wasPinned'], ['sleeping']]]],
  ['mapped-is-counted', [[['wasMapped']]]],
  ['no-count-below-idle', [[['wasMapped']]]],
  ['no-refused-fault', [[['wasMapped']]]],
  ['no-pte-to-gone-device', [[['gone', 'wasMapped']]]],
  ['no-late-pin', [[['gone', 'wasPinned']]]],
  ['no-late-fault', [[['gone', 'faulting']]]],
  ['no-late-mapping', [[['gone', 'wasMapped']]]],
  ['no-late-gup', [[['gone', 'wasMapped']]]],
  ['evict-finishes', [[['wasPinned'], ['sleeping']]]],
  ['gup-finishes', [[['wasMapped']]]],
  [
    'unbind-finishes',
    [
      [
        ['dying', 'wasMapped'],
        ['dying', 'wasPinned'],
      ],
    ],
  ],
];

test('every demand has a meaning', () => {
  expect(enough.map(([id]) => id).sort()).toEqual(Object.keys(demands).sort());
});

describe.each(enough)('%s', (id, wanted) => {
  const situations = situationsOf([id], ['io']);
  const goods = situations.map(
    ({ good }) =>
      (s: State) =>
        good(s, () => false),
  );

  test('has its meaning where all of it is so at once, and nowhere else', () => {
    expect(goods).toHaveLength(wanted.length);
    const all = Object.keys(facts) as Fact[];
    for (const [i, sets] of wanted.entries()) {
      for (const set of sets) {
        expect(goods[i](stateWith(set)), set.join()).toBe(true);
        for (const left of set)
          expect(goods[i](stateWith(set.filter((fact) => fact !== left))), `without ${left}`).toBe(false);
      }
      // Nothing else gives it, however much else is so.
      const needed = sets.map(([first]) => first);
      const others = all.filter(
        (fact) => !needed.includes(fact) && !sets.some((set) => set.length === 1 && set[0] === fact),
      );
      const without = others.filter((fact) => !sets.some((set) => set.includes(fact)));
      expect(goods[i](stateWith(without)), `by ${without.join()}`).toBe(false);
    }
  });

  test('says what is missing where it never has it', () => {
    for (const { title, gives } of situations) {
      expect(title).toMatch(/^(a|somebody|the) [a-z ,]+$/);
      expect(gives).toEqual([id]);
    }
  });
});

test('on different pages it is not at once', () => {
  const [{ good }] = situationsOf(['no-free-while-pinned'], []);
  const s = stateWith(['wasPinned']) as unknown as Loose;
  s.page[0].owner = Owner.FREE;
  expect(good(s as unknown as State, () => false)).toBe(false);
});

test('GUP after a removal means something only while a task that takes pages has not ended', () => {
  const gone = stateWith(['gone', 'wasMapped']);
  const good = (takers: readonly string[], ended: readonly string[]) =>
    situationsOf(['no-late-gup'], takers)[0].good(gone, (task) => ended.includes(task));
  expect(good(['io', 'nic'], ['io'])).toBe(true);
  expect(good(['io', 'nic'], ['io', 'nic'])).toBe(false);
  expect(good([], [])).toBe(false);
});

test('what gives meaning to several stands there once, numbered, and names them', () => {
  const all = situationsOf(
    ['truncate-finishes', 'no-stray-dma', 'no-free-while-pinned', 'freed-in-the-end'],
    [],
  );
  expect(all.map(({ id, gives }) => [id, ...(gives ?? [])])).toEqual([
    ['situation-1', 'truncate-finishes', 'freed-in-the-end'],
    ['situation-2', 'no-stray-dma', 'no-free-while-pinned'],
    ['situation-3', 'no-stray-dma'],
  ]);
});
