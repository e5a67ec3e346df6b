import { createHash } from 'node:crypto';

/**
 * Six hexadecimal digits that change whenever one of these files does, path or text; short enough for a link. In which order they come is no matter, and
 * what only tests use is left out.
 */
export const fingerprintOf = (files: Readonly<Record<string, string>>): string =>
  createHash('sha256')
    .update(
      Object.entries(files)
        .filter(([path]) => !/(\.test|\/fixtures|\/oracle)\.ts$/.test(path))
        .sort(([a], [b]) => a.localeCompare(b))
        .flat()
        .join('\0'),
    )
    .digest('hex')
    .slice(0, 6);
