import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { changes, sourcesOf } from './sources.ts';

describe('of a site that was built', () => {
  /** A folder of sources, and what has changed in it since then. */
  function folder() {
    const root = mkdtempSync(path.join(tmpdir(), 'sources-'));
    onTestFinished(() => rmSync(root, { recursive: true }));
    const write = (name: string, text: string) => writeFileSync(path.join(root, name), text);
    mkdirSync(path.join(root, 'src/room'), { recursive: true });
    write('config.mjs', 'export default {}');
    write('src/a.ts', 'a');
    write('src/room/b.ts', 'b');
    write('notes.md', 'not built');
    const look = () => sourcesOf(root, ['config.mjs', 'src']);
    const before = look();
    return { root, write, changed: () => changes(before, look()) };
  }

  test('nothing has changed where files are written again as they were', () => {
    const { write, changed } = folder();
    write('src/a.ts', 'a');
    expect(changed()).toEqual([]);
  });

  test('a file that is other than it was has changed, however deep it is', () => {
    const { write, changed } = folder();
    write('src/room/b.ts', 'c');
    write('config.mjs', 'export default { base: 1 }');
    expect(changed()).toEqual(['config.mjs', path.join('src', 'room', 'b.ts')]);
  });

  test('so has one that is new, and one that is gone', () => {
    const { root, write, changed } = folder();
    write('src/c.ts', 'c');
    rmSync(path.join(root, 'src/a.ts'));
    expect(changed()).toEqual([path.join('src', 'a.ts'), path.join('src', 'c.ts')]);
  });

  test('a test has not, nor what the site is not built from', () => {
    const { root, write, changed } = folder();
    write('src/a.test.ts', 'x');
    write('notes.md', 'y');
    mkdirSync(path.join(root, 'src/.cache'));
    write('src/.cache/fetched', 'z');
    expect(changed()).toEqual([]);
  });
});

test('this site is built from code, prose, recordings and settings', () => {
  expect(Object.keys(sourcesOf(path.resolve(import.meta.dirname, '..')))).toEqual(
    expect.arrayContaining(
      [
        'astro.config.mjs',
        'package-lock.json',
        'docs/model.mdx',
        'public/icon.svg',
        'src/pages/index.astro',
        'src/styles/base.css',
        'lab/traces/6.12-ext4.json',
        'lab/reproduce/unbind.c',
      ].map(path.normalize),
    ),
  );
});
