import { describe, expect, test } from 'vitest';
import { type current, gupPut, v615 } from '../designs/fixtures.ts';
import { Walk } from './fixtures.ts';
import { type Foll, getUserPage, munmap, type Thread, touch, truncate, unpinUserPage } from './index.ts';

/** Pages 0 and 1 are the head and another page of a 2 MB entry. */
const HEAD = 0;
const OTHER = 1;
const app = (t: Thread) => touch(t, OTHER);
const pteHead = (t: Thread) => touch(t, HEAD);
const pteOther = (t: Thread) => touch(t, OTHER);
const unmap = (t: Thread) => munmap(t, 2);
const trunc = (t: Thread) => truncate(t, { pages: 2, processes: 2 });
const gup = (foll: Foll) =>
  function* (t: Thread) {
    if (yield* getUserPage(t, OTHER, foll)) yield* unpinUserPage(t, OTHER);
  };
const tasks = {
  app,
  pin: gup('FOLL_PIN'),
  get: gup('FOLL_GET'),
  unmap,
  'pte-head': pteHead,
  'pte-other': pteOther,
  trunc,
};
const huge = (design: typeof current) =>
  new Walk(design, tasks, {
    pages: 2,
    processes: 2,
    huge: [[HEAD, OTHER]],
    byPmd: ['app'],
    processOf: { 'pte-head': 1, 'pte-other': 1 },
  });
const counts = (walk: Walk) => walk.state.page.map(({ refcount, mapcount }) => `${refcount}/${mapcount}`);

describe('an entry of 2 MB', () => {
  test('its PMD is one mapping, which the head counts since v6.15, and none before', () => {
    expect(counts(huge(gupPut).end('app'))).toEqual(['1/0', '1/0']);
    expect(counts(huge(v615).end('app'))).toEqual(['1/1', '0/0']);
    expect(huge(v615).end('app').end('app').state.process[0].pte).toEqual([2, 2]);
  });

  test('each PTE of the folio is one more, of whichever page', () => {
    const walk = huge(v615).end('app').end('pte-head');
    expect(counts(walk)).toEqual(['2/2', '0/0']);
    expect(counts(walk.end('pte-other'))).toEqual(['3/3', '0/0']);
    expect(walk.state.process[1].pte).toEqual([1, 1]);
  });

  test('goes from a page table as a whole', () => {
    const walk = huge(v615).end('app').end('unmap');
    expect(counts(walk)).toEqual(['0/0', '0/0']);
    expect(walk.state.process[0]).toMatchObject({ pte: [0, 0], tlb: [0, 0] });
    expect(walk.came('unmap').filter((at) => at === 'zap.put')).toHaveLength(1);
  });

  test('is one entry, however it is mapped', () => {
    const walk = huge(v615).end('app').end('pte-head');
    expect(walk.state.page.map(({ entry }) => entry)).toEqual([1, 0]);
  });

  test('a FOLL_PIN counts 1024 on the page itself before, and 1 on the head since', () => {
    expect(counts(huge(gupPut).end('app').to('pin', 'unpin.sub'))).toEqual(['1/0', '1025/0']);
    expect(counts(huge(v615).end('app').to('pin', 'unpin.sub'))).toEqual(['2/1', '0/0']);
    expect(huge(v615).end('app').end('pin').came('pin')).not.toContain('gup-fast.bias');
  });

  test.each([gupPut, v615])('truncate waits for a pin of any of its pages: $id', (design) => {
    const walk = huge(design).end('app').to('pin', 'unpin.sub').to('trunc', 'wait.schedule');
    expect(walk.whyNot('trunc')).toMatch(/asleep/);
    const { idle } = design.choices;
    expect(counts(walk.end('pin').end('trunc'))).toEqual([`${idle}/0`, `${idle}/0`]);
    expect(walk.state.page.map(({ owner, pins }) => [owner, pins])).toEqual([
      [1, 0],
      [1, 0],
    ]);
  });
});

describe('files that share a block', () => {
  /** Page 1 is another file's, and has the block of page 0. */
  const first = { pages: [0], processes: [0] };
  const second = { pages: [1], processes: [1] };
  const shared = (design: typeof current) =>
    new Walk(
      design,
      {
        one: (t: Thread) => touch(t, 0),
        two: (t: Thread) => touch(t, 1),
        'unmap-one': (t: Thread) => munmap(t, first.pages),
        'trunc-two': (t: Thread) => truncate(t, second),
      },
      { pages: 2, processes: 2, blocks: [0, 0], processOf: { two: 1 } },
    )
      .end('one')
      .end('two');

  test('one struct page counts for both', () => {
    expect(counts(shared(v615))).toEqual(['2/2', '0/0']);
    expect(counts(shared(gupPut))).toEqual(['1/0', '1/0']);
  });

  test('truncate of one takes only the PTEs of that one away', () => {
    const walk = shared(gupPut).end('trunc-two');
    expect(walk.state.process.map(({ pte }) => pte)).toEqual([
      [1, 0],
      [0, 0],
    ]);
    expect(walk.state.page.map(({ owner }) => owner)).toEqual([0, 1]);
  });
});
