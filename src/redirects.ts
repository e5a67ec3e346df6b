/**
 * Addresses that lead elsewhere, and where to; both inside the site, without a leading slash. When a page moves, its
 * old address comes here, and stays. Each becomes a page that sends the reader on:
 * see src/pages/[...moved].astro.
 */
export const redirects: Readonly<Record<string, string>> = {
  'examples/': 'x/', // what the header calls it
};
