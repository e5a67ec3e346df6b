/**
 * Addresses that lead elsewhere, and where to; both inside the site, without a leading slash. When a page moves, its
 * old address comes here, and stays. Each becomes a page that sends the reader on.
 */
export const redirects: Readonly<Record<string, string>> = {
  'examples/': 'x/', // what the header calls it
};

/** The same for Astro, which wants what it sends a reader to with the site's base. */
export function redirectsUnder(base: string): Record<string, string> {
  return Object.fromEntries(Object.entries(redirects).map(([from, to]) => [`/${from}`, base + to]));
}
