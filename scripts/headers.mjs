/** What every answer carries. The rest of the policy is in the pages, where Astro puts it: see astro.config.mjs. */
const always = {
  'Content-Security-Policy': "frame-ancestors 'none'", // counts as a header only
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
};

/** @type {readonly [where: RegExp, headers: Record<string, string>][]} */
const besides = [
  // A figure alone may stand in anybody's page.
  [/^x\/[^/]+\/embed\//, { 'Content-Security-Policy': 'frame-ancestors *' }],
  [/\.(txt|mbox)$|^lab\/[^/]+\.c$/, { 'Content-Type': 'text/plain; charset=utf-8' }],
  [/\.atom$/, { 'Content-Type': 'application/atom+xml; charset=utf-8' }],
  // Names change with what is in them. All else is asked for again, so that a new build shows.
  [/^_astro\//, { 'Cache-Control': 'public, max-age=31536000, immutable' }],
];

/**
 * The headers that a host should send with a file of the built site. README.md has the same as a table, for whoever
 * sets up another host.
 *
 * @param {string} file its path in dist/, with slashes
 * @returns {Record<string, string>}
 */
export const headersFor = (file) =>
  Object.assign(
    { ...always, 'Cache-Control': 'no-cache' },
    ...besides.map(([where, headers]) => (where.test(file) ? headers : {})),
  );
