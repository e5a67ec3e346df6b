/** The part of Pagefind's own module that we use. */
export interface Pagefind {
  options(options: {
    baseUrl: string;
    noWorker: boolean;
    excerptLength: number;
    ranking: { pageLength: number };
  }): Promise<void>;
  search(words: string): Promise<{ results: Result[] }>;
}

/** A page that Pagefind names, before anything of it is loaded. */
export interface Result {
  data(): Promise<Found>;
}

/** A page that was found. Excerpts are HTML: escaped text with <mark>. */
export interface Found {
  url: string;
  /** All that the page says. */
  content: string;
  meta: { title: string; label?: string };
  /** The page's sections that have the words; the part above its first heading has the page's own address. */
  sub_results: { title: string; url: string; excerpt: string; locations: number[] }[];
}

/** What there is for some words. */
export interface Answer {
  /** The first pages, loaded. */
  readonly shown: readonly Found[];
  /** All others. */
  readonly others: readonly Result[];
  /** What nothing was found for, if so: the first word that is nowhere, or all words if no page has them together. */
  readonly missing: string | null;
}

/** Characters of a search: what is longer was not meant to be one. */
export const LONGEST_SEARCH = 100;

/**
 * Asks for `words` and loads the first `count` pages. For a word that no page has, Pagefind answers with those that have
 * a word that it begins with, if only "a", or forgets the word. So each word is asked for by itself as well: it is there
 * if a search for it in quotes has an answer, or if it can be read, maybe within another word, on a page that was loaded.
 */
export async function ask(pagefind: Pagefind, words: string, count: number): Promise<Answer> {
  const { results } = await pagefind.search(words);
  const shown = await Promise.all(results.slice(0, count).map((result) => result.data()));
  const nowhere: Answer = { shown: [], others: [], missing: words };
  if (shown.length === 0) return nowhere;
  const texts = shown.map(({ content, meta }) => plain(`${meta.title} ${content}`));
  for (const word of words.match(/\S+/g) ?? []) {
    const letters = plain(word);
    if (texts.some((text) => text.includes(letters))) continue;
    const exact = await pagefind.search(`"${letters}"`);
    if (exact.results.length === 0) return { ...nowhere, missing: word };
  }
  return { shown, others: results.slice(count), missing: null };
}

/** Letters, digits, underscores and spaces, as Pagefind compares them. */
const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}_\s]/gu, '');
