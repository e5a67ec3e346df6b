import { describe, expect, test } from 'vitest';
import { code, commit, mail } from './fact.ts';
import { doubtOf, type Fact, type FactId, factPlace, facts, factUrl, markOf, subjects } from './facts.ts';
import { isStable } from './validate.ts';

const ids = Object.keys(facts) as FactId[];

test('every fact belongs to one subject', () => {
  expect(subjects.flatMap(({ facts }) => Object.keys(facts)).sort()).toEqual([...ids].sort());
});

test.each(ids)('%s leads to a tag, a commit or a message', (id) => {
  expect(factUrl(facts[id])).toSatisfy(isStable);
});

describe('how far a fact can be trusted', () => {
  const at = (extra: Partial<Fact>) =>
    code('v6.1.176', 'mm/gup.c:gup_put_folio', 197, 'It puts.', extra as never);

  test('a fact that was read is a place and nothing else', () => {
    expect(doubtOf(at({}))).toBeNull();
    expect(factPlace(at({}))).toBe('mm/gup.c:197, v6.1.176');
    expect(factPlace(commit('d8ddc099c6b3dde887f9484da9a6677709d68b61', 'v5.18-rc1', 't', 'S.'))).toBe(
      'd8ddc099c6b3, v5.18-rc1',
    );
    expect(factPlace(mail('muchun-v1', 'S.'))).toBe('Muchun Song, 2022-07-04');
  });

  test('our reasoning and what was not checked are said to be that, wherever the place is shown', () => {
    expect(factPlace(at({ status: 'derived' }))).toBe('mm/gup.c:197, v6.1.176 (our reading)');
    expect(factPlace(at({ status: 'unverified' }))).toBe('mm/gup.c:197, v6.1.176 (not verified)');
    expect(factPlace(at({ status: 'derived', settledBy: 'bare-put' }))).toBe(
      'mm/gup.c:197, v6.1.176 (our reading; settled by the example bare-put)',
    );
  });

  test('so is a mail that nobody read', () => {
    expect(markOf(mail('willy-gup-v1', 'S.'))).toBe('(not verified)');
  });

  test('there are facts of all three kinds', () => {
    expect(new Set(ids.map((id) => facts[id].status))).toEqual(new Set(['read', 'derived', 'unverified']));
  });
});
