import { describe, expect, test } from 'vitest';
import { ask, type Found, type Pagefind } from './ask.ts';

const pages: readonly Found[] = [
  ['Wakes', 'What wakes a task: folio_put() and a Wake-up.'],
  ['A page', 'It is a page.'],
  ['Pages', 'They are pages, of which invalidate_lock takes care.'],
].map(([title, content], i) => ({ url: `${i}/`, content, meta: { title }, sub_results: [] }));

/** Answers as Pagefind does, without its ranking: words begin alike, or the longest beginning of one counts for it. */
const pagefind: Pagefind = {
  async options() {},
  async search(query) {
    const wordsIn = (text: string) =>
      text
        .toLowerCase()
        .replace(/[^\w\s]/g, '')
        .split(/\s+/)
        .map((word) => word.replace(/(ing|es|e|s)$/, ''));
    const exact = /^".*"$/.test(query);
    const all = new Set(pages.flatMap(({ meta, content }) => wordsIn(`${meta.title} ${content}`)));
    const sets = wordsIn(query).flatMap((term) => {
      const longer = [...all].filter((word) => (exact ? word === term : word.startsWith(term)));
      const [prefix] = [...all]
        .filter((word) => term.startsWith(word))
        .sort((a, b) => b.length - a.length)
        .filter(() => !exact && longer.length === 0);
      const meant = prefix === undefined ? longer : [prefix];
      return meant.length === 0 && !exact ? [] : [new Set(meant)];
    });
    const found = pages.filter(({ meta, content }) => {
      const words = wordsIn(`${meta.title} ${content}`);
      return sets.length > 0 && sets.every((set) => words.some((word) => set.has(word)));
    });
    return { results: found.map((page) => ({ data: async () => page })) };
  },
};

const asked = async (words: string) => {
  const { shown, others, missing } = await ask(pagefind, words, 10);
  expect(others).toEqual([]);
  return missing ?? shown.map(({ meta }) => meta.title);
};

describe('a page is found', () => {
  test.each([
    ['by its words', 'folio_put', ['Wakes']],
    ['by how its words begin', 'inval', ['Pages']],
    ['by the other forms of a word', 'waking', ['Wakes']],
    ['by all the words together', 'pages invalidate_lock', ['Pages']],
    ['with signs that are not looked for', 'folio_put() —', ['Wakes']],
    ['by a word of its title', 'Page', ['A page', 'Pages']],
    ['by a word with a hyphen', 'wake-up', ['Wakes']],
  ])('%s', async (_, words, titles) => {
    expect(await asked(words)).toEqual(titles);
  });
});

describe('a word that no page has', () => {
  test.each([
    ['is not answered with what it begins with', 'a'.repeat(50), 'a'.repeat(50)],
    ['is not answered with a word that it is longer than', 'folio_putter', 'folio_putter'],
    ['is not forgotten beside others', 'pages zyzzyva', 'zyzzyva'],
    ['is said when there is nothing else either', 'zyzzyva', 'zyzzyva'],
  ])('%s', async (_, words, missing) => {
    expect(await asked(words)).toBe(missing);
  });

  test('leaves nothing to show', async () => {
    expect(await ask(pagefind, 'pages zyzzyva', 1)).toEqual({ shown: [], others: [], missing: 'zyzzyva' });
    expect(await ask(pagefind, 'zyzzyva', 1)).toEqual({ shown: [], others: [], missing: 'zyzzyva' });
  });

  test('is not said of words that are there, each on another page', async () => {
    expect(await asked('folio_put invalidate_lock')).toBe('folio_put invalidate_lock');
  });
});

test('no more pages are loaded than are shown at first', async () => {
  const { shown, others } = await ask(pagefind, 'page', 1);
  expect(shown).toEqual([pages[1]]);
  expect(await Promise.all(others.map((result) => result.data()))).toEqual([pages[2]]);
});
