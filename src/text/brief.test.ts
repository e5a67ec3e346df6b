import fc from 'fast-check';
import { expect, test } from 'vitest';
import { brief } from './brief.ts';

test('a few words are repeated as they are', () => {
  expect(brief('app*x')).toBe('app*x');
  expect(brief('a'.repeat(40))).toBe('a'.repeat(40));
});

test('of many the beginning, with a sign that there were more', () => {
  expect(brief('a'.repeat(41))).toBe(`${'a'.repeat(39)}…`);
  fc.assert(
    fc.property(fc.string({ minLength: 41, maxLength: 1000 }), (words) => {
      expect(brief(words)).toHaveLength(40);
      expect(words.startsWith(brief(words).slice(0, -1))).toBe(true);
    }),
  );
});
