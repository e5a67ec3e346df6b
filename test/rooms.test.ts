import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';

/**
 * The house: an import goes to the same room or to one further down in this list, types included. The longest path that
 * a file's own begins with is its room. Tests and what they build from may look up: they stand beside what they test.
 */
const rooms = [
  'src/pages/',
  'src/layouts/',
  'src/components/',
  'src/content.config.ts',
  'src/contents/',
  'src/search/',
  'src/redirects.ts',
  'src/claims/',
  'src/addresses.ts',
  'src/reports/',
  'src/reproducers/',
  'src/recordings/',
  'src/calibration/',
  'src/sim/',
  'src/sim/space/',
  'src/sim/verdicts/',
  'src/sim/lifecycle/',
  'src/sim/holding/',
  'src/sim/export/',
  'src/sim/trace/',
  'src/sim/compose/',
  'src/sim/examples/',
  'src/sim/examples/parts/',
  'src/sim/scenario/',
  'src/sim/properties.ts',
  'src/sim/designs/',
  'src/sim/kernel/',
  'src/sim/ids.ts',
  'src/sim/checker/',
  'src/highlight.ts',
  'src/speed/',
  'src/text/',
  'src/facts/',
  'src/styles/',
  'lab/',
];

const root = path.resolve(import.meta.dirname, '..');
const isTest = (file: string) => /(\.test\.tsx?|\/fixtures\.ts)$/.test(file);
const files = ['src', 'lab']
  .flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) =>
      path.posix.join(folder, name.split(path.sep).join('/')),
    ),
  )
  .filter((file) => /\.(ts|tsx|astro)$/.test(file) && !isTest(file));

/** What can hold imports: all of a module, and of an .astro file what stands between its rules and in its scripts. */
function scripts(file: string): string {
  const text = readFileSync(path.join(root, file), 'utf8');
  if (!file.endsWith('.astro')) return text;
  const parts = [/^---\n([\s\S]*?)\n---/, /<script>([\s\S]*?)<\/script>/].map((part) => part.exec(text)?.[1]);
  return parts.join('\n');
}

/** The files of this repository that a file imports, by whichever kind of import; `import.meta.glob` is not one. */
function importsOf(file: string): string[] {
  return ts
    .preProcessFile(scripts(file), true, true)
    .importedFiles.map(({ fileName }) => fileName.replace(/\?[\w&-]+$/, ''))
    .filter((name) => name.startsWith('.'))
    .map((name) => path.posix.join(path.posix.dirname(file), name));
}

const roomOf = (file: string): string =>
  rooms.filter((room) => file.startsWith(room)).reduce((a, b) => (b.length > a.length ? b : a), '');

const imports = files.flatMap((file) => importsOf(file).map((target) => ({ file, target })));

test('every file is in a room, and every room has a file', () => {
  expect(files.filter((file) => roomOf(file) === '')).toEqual([]);
  expect(rooms.filter((room) => !existsSync(path.join(root, room)))).toEqual([]);
});

test('imports are seen, in modules, components and their scripts', () => {
  expect(imports.length).toBeGreaterThan(500);
  expect(importsOf('src/components/example/Example.astro')).toContain('src/components/figure/awake.ts');
  expect(imports.filter(({ target }) => !existsSync(path.join(root, target)))).toEqual([]);
});

describe.each(rooms)('%s', (room) => {
  test('imports from itself and from rooms below', () => {
    const up = imports
      .filter(
        ({ file, target }) => roomOf(file) === room && rooms.indexOf(roomOf(target)) < rooms.indexOf(room),
      )
      .map(({ file, target }) => `${file} imports ${target}`);
    expect(up).toEqual([]);
  });
});

test('a room that has a door is entered by it', () => {
  const doors = ['src/sim/checker/', 'src/sim/kernel/', 'src/sim/designs/', 'src/calibration/'];
  /** What the page of the model shows of the kernel and its designs, word for word. */
  const shown = ['src/components/model/', 'src/components/matrix/SpecialCases'];
  const around = imports.filter(
    ({ file, target }) =>
      doors.some(
        (door) => target.startsWith(door) && !file.startsWith(door) && target !== `${door}index.ts`,
      ) && !shown.some((place) => file.startsWith(place)),
  );
  expect(around.map(({ file, target }) => `${file} imports ${target}`)).toEqual([]);
});

test('components show: they neither search nor judge by themselves', () => {
  const search = /\b(check|checkInSlices|explore)\b[^;]*from '[./]*sim\/checker/;
  const searching = files.filter((file) => !file.startsWith('src/sim/') && search.test(scripts(file)));
  expect(searching).toEqual([]);
});
