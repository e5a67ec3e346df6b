import { expect, test } from 'vitest';
import { livesOf } from './lives.ts';

test('one design, or several', () => {
  const designs = (of: string) => livesOf(of, '/page/').map(({ design }) => design.id);
  expect(designs('life/gup-put')).toEqual(['gup-put']);
  expect(designs('life/gup-put, v6.15')).toEqual(['gup-put', 'v6.15']);
});

test.each([
  ['life', "'life' should be example/design, or example/design,design"],
  ['life/', "'life/' should be example/design"],
  ['life/gup-put/mapped', "'life/gup-put/mapped' should be example/design"],
  ['nonsense/gup-put', "there is no example 'nonsense'; the examples are life"],
  ['life/gup-put,nonsense', "there is no design 'nonsense'; the designs are v5.17, current"],
  ['life/gup-put+nonsense', "there is no variant 'nonsense' of gup-put"],
  ['life/gup-put+scan-unmapped', 'example life is not checked under gup-put+scan-unmapped'],
])('a page that draws %s does not build', (of, message) => {
  expect(() => livesOf(of, '/page/')).toThrow(`/page/: ${message}`);
});
