import { expect, test } from 'vitest';
import { judged } from './judged.ts';

test('claims are called by their numbers', () => {
  expect(judged('1 4', '/page/').map(({ claim }) => claim.number)).toEqual([1, 4]);
});

test('a page that names a claim that is not there does not build', () => {
  expect(() => judged('1 999', '/page/')).toThrow(/^\/page\/: there is no claim C999; the last one is C\d+$/);
  expect(() => judged('one', '/page/')).toThrow('/page/: there is no claim CNaN');
});
