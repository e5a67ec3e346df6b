import { expect, test } from 'vitest';
import { bearingsOf } from '../recordings/tell.ts';
import { claimNumbered, claims } from './claims.ts';
import { judge } from './judge.ts';
import { sightingsOfClaim, sightingsOfClaims } from './sightings.ts';

test.each(claims.map(({ number }) => number))(
  'C%d: what real kernels did and the verdict agree',
  (number) => {
    const { told } = judge(claimNumbered(number));
    expect(told.seen.length > 0 || told.unseen).toBeTruthy();
    const shown = bearingsOf(told).flatMap(({ seen }) => seen);
    expect(new Set(shown)).toEqual(new Set(told.seen));
  },
);

test('nothing is said of claims that are not there, and one of which nothing is said is refused', () => {
  const numbers = claims.map(({ number }) => String(number));
  expect(Object.keys(sightingsOfClaims).filter((number) => !numbers.includes(number))).toEqual([]);
  expect(() => sightingsOfClaim(4711)).toThrow('of C4711');
});

test('a verdict that real kernels contradict is refused', () => {
  const { verdict: _, ...claim } = claimNumbered(31);
  const evidence = { for: claim.evidence.for ?? [] };
  expect(() => judge({ ...claim, evidence, verdict: 'holds' })).toThrow(
    "the claim says 'holds', and real kernels were seen to do otherwise",
  );
  const { verdict: __, ...other } = claimNumbered(5);
  expect(() => judge({ ...other, evidence: { for: other.evidence.for ?? [] }, verdict: 'holds' })).toThrow(
    'has no assumption that a real kernel could be without',
  );
});
