import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { refreshed } from '../scripts/readme.ts';

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

test('the commands in the README print what it shows', () => {
  expect(refreshed(readme)).toBe(readme);
});

test('the README says of every dependency why it is here', () => {
  const table = readme.slice(readme.indexOf('## Dependencies'), readme.indexOf('## How to cite'));
  const listed = [...table.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, names]) => names.trim().split(', '));
  const { dependencies, devDependencies, optionalDependencies } = manifest;
  const used = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies });
  expect(listed.filter((name) => !['package', '---'].includes(name)).sort()).toEqual(used.sort());
});

test('every version is exact', () => {
  const { dependencies, devDependencies, optionalDependencies } = manifest;
  for (const [name, version] of Object.entries({
    ...dependencies,
    ...devDependencies,
    ...optionalDependencies,
  }))
    expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
});

test.each(['README.md', 'CONTRIBUTING.md', 'src/sim/checker/README.md'])(
  '%s names files that are there',
  (file) => {
    const root = new URL('../', import.meta.url);
    const text = readFileSync(new URL(file, root), 'utf8');
    const named = [...text.matchAll(/(?<![\w/.])(?:src|test|lab|docs|bench|scripts)\/[\w./-]*[\w/]/g)].map(
      ([name]) => name,
    );
    expect(named.filter((name) => !existsSync(new URL(name, root)))).toEqual([]);
  },
);
