/**
 * Words of this document that a kernel developer need not know who does not work on DAX, and by what one sees that a chapter says what they mean:
 * whoever comes from a link to one page has read no other.
 */
export interface Term {
  /** What the glossary calls it. */
  readonly entry: string;
  /** The term, as prose uses it. */
  readonly used: RegExp;
  /** What is said beside it, where it is defined. */
  readonly means: RegExp;
}

export const terms: readonly Term[] = [
  { entry: 'FSDAX page', used: /\bFSDAX\b/, means: /persistent memory|\bblock of a file\b/ },
  { entry: 'GUP', used: /\bGUP\b/, means: /`get_user_pages(_fast)?\(\)`/ },
  { entry: 'GUP', used: /\bGUP-fast\b/, means: /without a lock|takes no lock/ },
  { entry: 'GUP', used: /\bGUP-slow\b/, means: /under (the page-table lock|locks)/ },
  {
    entry: 'Pin',
    used: /\b(un)?pin(s|ned|ning)?\b/,
    means:
      /(GUP|`(get|pin)_user_pages\(\)`)[^.]* ((has )?(handed|hands) out|takes the pages?)|reference [^.]*handed out by GUP/,
  },
  { entry: 'pgmap', used: /\bpgmap\b/, means: /`struct dev_pagemap`/ },
  { entry: 'memmap', used: /\bmemmap\b/, means: /struct pages?\b/ },
  {
    entry: 'DAX entry',
    used: /\bDAX entr(y|ies)\b/,
    means: /(file's|has a) record of (a|its|one of its|that|the) pages?/,
  },
  { entry: 'Idle', used: /\bidle\b/, means: /(nobody|somebody) uses|used by nobody|unused/ },
  {
    entry: 'Mapcount',
    used: /\bmapcounts?\b/,
    means: /(number of|how many) (page-table entries|such entries)/,
  },
  { entry: 'Put', used: /\b(a|the|each|every|last|plain|bare|which|folio) puts?\b/, means: /\bdrops?\b/ },
  { entry: 'Folio', used: /\bfolios?\b/, means: /several/ },
  { entry: 'Break layouts', used: /\bbreaks? the layouts\b/, means: /\bthat is\b[^.]*\b(looks?|waits?)\b/ },
  { entry: 'Busy', used: /\bbusy\b/, means: /\bin use\b|somebody uses/ },
  { entry: 'Scan, sleeper', used: /\bscan\b/, means: /\blooks? (for|at)\b/ },
  { entry: 'Scan, sleeper', used: /\bsleeper\b/, means: /truncate|sleeps/i },
  { entry: 'invalidate_lock', used: /`invalidate_lock`/, means: /the lock of the file's mapping/ },
  { entry: 'Eviction', used: /\bevict(s|ed|ion|ions)?\b/, means: /leaves? memory|nobody uses any more/ },
  { entry: 'Dying', used: /\bdying\b/, means: /being removed/ },
  {
    entry: 'Clone, reflink',
    used: /\bclones?\b(?! onto)|\breflink\b/,
    means: /\bshares?\b[^.]*\bblocks?\b|\bblocks?\b[^.]*\bshared\b|\bcloned from\b/,
  },
  { entry: 'devmap', used: /\bdevmap\b/, means: /page-table entry|an entry/ },
  { entry: 'Choice, design, variant', used: /\bdesigns?\b/, means: /\bsets? of choices\b/ },
];

/** The terms whose first paragraph does not say what they mean, and does not lead to the glossary either. */
export function undefinedTerms(paragraphs: readonly string[], among = terms): string[] {
  return among.flatMap(({ used, means }) => {
    const first = paragraphs.find((paragraph) => used.test(own(paragraph)));
    if (first === undefined || means.test(first) || first.includes('](../glossary/')) return [];
    return [`${used.exec(own(first))?.[0]}: ${first.slice(0, 100)}`];
  });
}

/** A paragraph without what is no word of ours in it: titles of commits, commands and paths, and where links lead. */
const own = (paragraph: string): string =>
  paragraph
    .replace(/"[^"]*"/g, '')
    .replace(/`([^`]*)`/g, (quoted, code) => (/[^\w()]/.test(code) ? '' : quoted))
    .replace(/\]\([^)]*\)/g, ']');

/** What there is to read in a chapter, a paragraph or an item each: no head matter, headings, programs or tags. */
export function paragraphsOf(source: string): string[] {
  return source
    .replace(/^---[\s\S]*?\n---/, '')
    .replace(/```[\s\S]*?```/g, '')
    .replace(/^#+ .*$/gm, '')
    .split(/\n\s*\n|\n(?=- )/)
    .map((paragraph) =>
      paragraph
        .replace(/<[^>]*>/g, '')
        .replace(/\*/g, '')
        .replace(/\s+/g, ' ')
        .trim(),
    )
    .filter(Boolean);
}
