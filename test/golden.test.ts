import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { goldenTexts } from './golden.ts';

/** After a change that is meant: `npm run golden`, and read the diff. */
const texts = goldenTexts();

test.each([...texts])('%s is as it was, byte for byte', (name, text) => {
  expect(text).toBe(readFileSync(new URL(`golden/${name}`, import.meta.url), 'utf8'));
});

test('no text is left over', () => {
  expect(readdirSync(new URL('golden/', import.meta.url)).sort()).toEqual([...texts.keys()].sort());
});
