/** What the site is built from, so that a built one is known to be of these files. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** All that the build reads, but for the packages, which package-lock.json names. */
export const built = [
  'astro.config.mjs',
  'docs',
  'lab',
  'package-lock.json',
  'package.json',
  'public',
  'src',
  'tsconfig.json',
] as const;

/** Each file with a hash of what is in it. What was read is compared, not when: a checkout gives files new times. */
export type Sources = Readonly<Record<string, string>>;

/** The files under `root` that the site is built from. Tests are not: one may change them and keep the site. */
export function sourcesOf(root: string, names: readonly string[] = built): Sources {
  const files = names.flatMap((name) =>
    statSync(path.join(root, name)).isDirectory()
      ? filesIn(path.join(root, name)).map((file) => path.relative(root, file))
      : [name],
  );
  return Object.fromEntries(
    files
      .filter((file) => !/\.test\.tsx?$/.test(file))
      .map((file) => [
        file,
        createHash('sha256')
          .update(readFileSync(path.join(root, file)))
          .digest('hex'),
      ]),
  );
}

/** All files in a folder and below it. What the lab has fetched is kept in a `.cache`, and is no source: whole kernels, perhaps. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === '.cache' ? [] : filesIn(file);
    return entry.isFile() ? file : [];
  });
}

/** The files that are not what they were, that are new, or that are gone. */
export function changes(before: Sources, now: Sources): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(now)]);
  return [...names].filter((name) => before[name] !== now[name]).sort();
}
