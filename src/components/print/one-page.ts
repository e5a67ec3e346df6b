/** A chapter that is to stand on one page with the others. */
export interface Part {
  /** Its id on that page, and what its own ids start with there. */
  readonly id: string;
  /** Where it stands on its own: a full address. */
  readonly url: string;
}

/** A tag, with attribute values that may hold a `>`. */
const tag = /<(\/?)([a-zA-Z][\w-]*)((?:\s+[^\s=>/]+(?:="[^"]*")?)*)\s*(\/?)>/g;

/**
 * A chapter's HTML made fit for one page of all of them:
 *
 * - its ids, and the names of its radio buttons, become its own, for two chapters may show the same example
 * - links to a place on this page stay on it; those to a place that only the live page has lead there
 * - links to other sites are numbered, and their addresses returned as notes: paper cannot be clicked
 * - its headings move down one level, under the chapter's title
 * - scripts are left out, and figures are not marked for them; so is what would have to be opened first
 */
export function onOnePage(
  html: string,
  self: Part,
  parts: readonly Part[],
): { html: string; notes: string[] } {
  const notes: string[] = [];
  const ids = new Set([...html.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => id));
  const own = (id: string) => `${self.id}--${id}`;

  /** Where a link leads, seen from the one page. */
  const href = (to: string): string => {
    const url = new URL(to.replaceAll('&amp;', '&'), self.url);
    const part = parts.find((part) => part.url === url.origin + url.pathname);
    if (!part) return to.startsWith('.') ? url.pathname + url.hash : to;
    const place = decodeURIComponent(url.hash.slice(1));
    if (place === '') return `#${part.id}`;
    if (part.id !== self.id) return `#${part.id}--${place}`;
    return ids.has(place) ? `#${own(place)}` : url.pathname + url.hash;
  };

  let note = '';
  const adapted = html
    .replace(/<(script|details)\b[\s\S]*?<\/\1>/g, '')
    .replace(tag, (_, slash: string, name: string, attributes: string, end: string) => {
      if (slash) {
        const closed = `${name === 'a' ? note : ''}</${lower(name)}>`;
        if (name === 'a') note = '';
        return closed;
      }
      const changed = attributes
        .replace(/\sdata-figure\b/, '')
        .replace(/(\s)([^\s=]+)="([^"]*)"/g, (all, space, key, value) => {
          if (key === 'id') return `${space}id="${own(value)}"`;
          if (key === 'for' || key === 'aria-labelledby' || (key === 'name' && name === 'input'))
            return `${space}${key}="${value.split(' ').map(own).join(' ')}"`;
          if (key !== 'href') return all;
          const to = href(value);
          if (/^https?:/.test(to) && new URL(to).origin !== new URL(self.url).origin) {
            const url = to.replaceAll('&amp;', '&');
            if (!notes.includes(url)) notes.push(url);
            note = `<sup>[${notes.indexOf(url) + 1}]</sup>`;
          }
          return `${space}href="${to}"`;
        });
      return `<${lower(name)}${changed}${end}>`;
    });
  return { html: adapted, notes };
}

/** The name of the heading one level down; any other name as it is. */
const lower = (name: string): string => name.replace(/^h([1-5])$/, (_, level) => `h${Number(level) + 1}`);
