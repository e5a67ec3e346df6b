import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const part = (name: string) => fileURLToPath(new URL(`${name}.sh`, import.meta.url));
let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lab-'));
  mkdirSync(join(dir, 'patches/7.2'), { recursive: true });
  writeFileSync(
    join(dir, 'patches/7.2/waits.cocci'),
    '// It waits.\n//\n// design: v6.15+waits\n// files: a.c b.h\n',
  );
  writeFileSync(join(dir, 'patches/config'), 'CONFIG_A=y\n');
  writeFileSync(join(dir, 'patches/7.2/config'), 'CONFIG_B=y\n');
});
afterEach(() => rmSync(dir, { recursive: true }));

const preamble = `set -Eeuo pipefail; cd "$1"; . "$2"; . "$3"; . "$4"; lab=$PWD cache=$PWD; die() { exit 2; }`;
const args = (script: string) => [
  '-c',
  `${preamble}\n${script}`,
  'bash',
  dir,
  ...['kernels', 'build', 'trace'].map(part),
];
/** What `script` prints, in a lab that has one option for 7.2. */
const bash = (script: string) => execFileSync('bash', args(script), { encoding: 'utf8' }).trim();
const status = (script: string) => spawnSync('bash', args(script)).status;

describe('a kernel that is built', () => {
  test('is a series that has options, with one of them or with none', () => {
    expect(bash('buildable').split('\n')).toEqual(['7.2+unpatched', '7.2+waits']);
  });

  test.each([
    ['7.2+waits', 0],
    ['7.2+unpatched', 0],
    ['7.2', 1],
    ['7.2+sleeps', 1],
    ['6.1+unpatched', 1],
    ['9.9+waits', 1],
  ])('%s is one: %i', (id, code) => {
    expect(status(`is_built ${id}`)).toBe(code);
  });

  test('says in its patch what it is, and which files it changes', () => {
    expect(bash('patch_says design "$(patch_of 7.2+waits)"')).toBe('v6.15+waits');
    expect(bash('patch_says files "$(patch_of 7.2+waits)"')).toBe('a.c b.h');
    expect(bash('patch_of 7.2+unpatched')).toBe('');
  });

  test('is configured as all, and as its series', () => {
    expect(bash('config_of 7.2')).toBe('CONFIG_A=y\nCONFIG_B=y');
  });
});

describe('where its recording is', () => {
  test.each([
    ['7.2', 'traces/7.2-xfs.json'],
    ['7.2+unpatched', 'traces/7.2-xfs.json'],
    ['7.2+waits', 'traces/patched/7.2+waits-xfs.json'],
  ])('%s: %s', (id, file) => {
    expect(bash(`trace_file ${id} xfs`)).toBe(join(dir, file));
  });
});
