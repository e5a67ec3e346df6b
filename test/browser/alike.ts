/**
 * Pages of one kind are made by the same components: examples, claims, recordings. What is looked at of them in a browser
 * is a sample that has all there is to see.
 */

/** The kinds of elements of a page: tag, classes, and which attributes it has. */
function elementsOf(html: string): Set<string> {
  const kinds = new Set<string>();
  for (const [, tag, attributes] of html.matchAll(
    /<([a-z][a-z0-9]*)((?:\s+[^\s=>]+(?:="[^"]*")?)*)\s*\/?>/g,
  )) {
    const names = [...attributes.matchAll(/\s([^\s=>]+)(?:="[^"]*")?/g)].map(([, name]) => name).sort();
    const classes = /\sclass="([^"]*)"/.exec(attributes)?.[1].split(/\s+/).sort() ?? [];
    kinds.add([tag, ...classes.map((one) => `.${one}`), ...names.map((one) => `[${one}]`)].join(''));
  }
  return kinds;
}

/** The length of the longest word that is shown: it is what sticks out first. */
function longestWord(html: string): number {
  const shown = html.replace(/<(head|script|style)\b[\s\S]*?<\/\1>/g, ' ').replace(/<wbr>|<[^>]*>/g, ' ');
  return Math.max(...shown.split(/\s+/).map((word) => word.length));
}

/** The number of columns of the widest table. */
function columns(html: string): number {
  const rows = [...html.matchAll(/<tr\b[\s\S]*?<\/tr>/g)].map(([row]) => row.match(/<t[hd]\b/g)?.length ?? 0);
  return Math.max(0, ...rows);
}

/**
 * Pages of `among` that together have every kind of element that any of them has; and among them the longest, the one with
 * the widest table, and the one with the longest word.
 */
export function sampleOf(among: readonly string[], read: (page: string) => string): string[] {
  const texts = new Map(among.map((page) => [page, read(page)]));
  const most = (measure: (html: string) => number) =>
    among.reduce((a, b) => (measure(texts.get(b) as string) > measure(texts.get(a) as string) ? b : a));
  const sample = new Set([most((html) => html.length), most(columns), most(longestWord)]);
  const kinds = new Map([...texts].map(([page, html]) => [page, elementsOf(html)]));
  const missing = new Set([...kinds.values()].flatMap((some) => [...some]));
  const tick = (page: string) => {
    for (const kind of kinds.get(page) as Set<string>) missing.delete(kind);
  };
  for (const page of sample) tick(page);
  while (missing.size > 0) {
    const brings = (page: string) =>
      [...(kinds.get(page) as Set<string>)].filter((kind) => missing.has(kind)).length;
    const next = among.reduce((a, b) => (brings(b) > brings(a) ? b : a));
    sample.add(next);
    tick(next);
  }
  return among.filter((page) => sample.has(page));
}
