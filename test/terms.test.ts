import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { paragraphsOf, terms, undefinedTerms } from './terms.ts';

const folder = new URL('../docs/', import.meta.url);
const read = (file: string) => readFileSync(new URL(file, folder), 'utf8');
/** The glossary is where the words are explained, in the order of the alphabet. */
const chapters = readdirSync(folder)
  .filter((file) => file.endsWith('.mdx') && file !== 'glossary.mdx')
  .map((file) => [file, paragraphsOf(read(file))] as const);

test.each(chapters)('docs/%s says what a term means where it first has it', (_, paragraphs) => {
  expect(undefinedTerms(paragraphs)).toEqual([]);
});

describe.each(terms)('$entry, $used', (term) => {
  test('is in the glossary', () => {
    expect(read('glossary.mdx')).toContain(`\n- **${term.entry}.** `);
  });

  test('is missed where a chapter does not say what it means', () => {
    const means = new RegExp(term.means.source, `g${term.means.flags}`);
    const missed = chapters.filter(([, paragraphs]) => {
      const silent = paragraphs.map((paragraph) => paragraph.replace(means, ''));
      return undefinedTerms(silent, [term]).length > 0;
    });
    expect(missed.length).toBeGreaterThan(0);
  });
});

test('a meaning that comes a paragraph too late is none, and a link to the glossary is one', () => {
  const late = 'It takes the pgmap.\n\nThe pgmap is `struct dev_pagemap`.\n';
  expect(undefinedTerms(paragraphsOf(late))).toEqual(['pgmap: It takes the pgmap.']);
  expect(undefinedTerms(paragraphsOf(late.replace('the pgmap', 'the [pgmap](../glossary/#words)')))).toEqual(
    [],
  );
});

test('titles of commits, commands, paths and links use no term', () => {
  const others = 'See "mm: fix the pgmap", `sim show pgmap --x`, `src/pgmap.ts` and [that](../pgmap/).\n';
  expect(undefinedTerms(paragraphsOf(others))).toEqual([]);
});
