import { expect, test } from 'vitest';
import { didYouMean } from './nearest.ts';

const names = ['missed-wakeup', 'refault', 'reflink', 'v6.15'];

test.each([
  ['mised-wakeup', 'missed-wakeup'],
  ['missed_wakeup', 'missed-wakeup'],
  ['refualt', 'refault'],
  ['v6.16', 'v6.15'],
])('%s is near to %s', (word, near) => {
  expect(didYouMean(word, names)).toBe(`; did you mean ${near}?`);
});

test.each(['', 'truncate', 'x'.repeat(40)])("'%s' is near to nothing", (word) => {
  expect(didYouMean(word, names)).toBe('');
});

test('where nothing is known nothing is near', () => {
  expect(didYouMean('refault', [])).toBe('');
});
