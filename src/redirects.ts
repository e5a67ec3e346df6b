/**
 * Addresses that lead elsewhere, and where to; both inside the site, without a leading slash. When a page moves, its
 * old address comes here, and stays. Each becomes a page that sends the reader on, see src/pages/[...moved].astro; a text becomes one that names the new
 * place, see src/pages/[...moved].txt.ts.
 */
export const redirects: Readonly<Record<string, string>> = {
  'examples/': 'x/', // what the header calls it
  'special-cases/': 'merged/#special-cases', // a section of that chapter since 2026-11-29
};

/** The same for plain texts, which cannot send anybody on. */
export const movedTexts: Readonly<Record<string, string>> = {
  'special-cases.txt': 'merged.txt',
};
