import { describe, expect, test } from 'vitest';
import { changed, designIds, designNamed, variants } from '../designs/index.ts';
import { PIN_BIAS } from '../kernel/index.ts';
import { holdingOf } from './index.ts';

describe.each(designIds)('%s', (id) => {
  const { choices } = designNamed(id);
  const { idle, adds, puts, truncate } = holdingOf(id);

  test('shows what its choices say', () => {
    expect(idle).toBe(choices.idle);
    expect(adds).toEqual({
      pin: PIN_BIAS,
      get: 1,
      pte: choices.mapping === 'holds a reference' ? 1 : 0,
      entry: choices.entryHolds === 'a reference' ? 1 : 0,
    });
    expect(truncate.waitsFor).toBe(`refcount = ${choices.idle}`);
  });

  test('has three ways to let a page go, each of which leaves what truncate waits for, and wakes it where it looks for that', () => {
    expect(puts.map(({ fn }) => fn)).toEqual(['unpin_user_page()', 'put_page()', 'folio_put()']);
    const { gupPutWakesAt, putPageWakesAt, folioPutWakesAt } = choices;
    const at = [gupPutWakesAt, putPageWakesAt, folioPutWakesAt];
    for (const [i, { leaves, wakes }] of puts.entries()) {
      expect(leaves).toBe(idle);
      expect(wakes).toBe(at[i] === idle);
    }
  });
});

test('removal has waited for every page, for none, and for pins of files that nobody uses', () => {
  const waits = (id: string) => holdingOf(id).removal.waitsForPin;
  expect(waits('v5.17')).toBe('of any file');
  expect(waits('gup-put')).toBe('never');
  expect(waits('fs-held')).toBe('of any file');
  expect(waits('v6.15')).toBe('of an unused file');
  expect(waits('v6.15+evict-does-not-wait')).toBe('never');
});

test('a choice that is made otherwise is seen', () => {
  expect(holdingOf(changed('gup-put', 'mapping', 'holds-a-reference')).adds.pte).toBe(1);
  expect(holdingOf(changed('gup-put', 'gupPutWakesAt', '0')).puts[0].wakes).toBe(false);
  expect(holdingOf(changed('v6.15', 'sleeperWaitsFor', 'refcount-is-mapcount')).truncate.waitsFor).toBe(
    'refcount = mapcount',
  );
  expect(holdingOf(changed('v6.15', 'blocksGo', 'with-the-last-put'))).toMatchObject({
    puts: [],
    truncate: { waitsFor: null },
  });
});

test('every design can be shown with every variant', () => {
  for (const id of designIds) for (const variant of variants) holdingOf(`${id}+${variant.id}`);
});
