/**
 * `npm run check`: a first answer while one works. Lint, types, and the unit tests of the rooms in which files have changed
 * since the last commit. `npm run check -- main` compares with another commit. What rests on these rooms, which for the
 * kernel is nearly everything, is for `npm test`.
 */
import { execFileSync, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { needInstall } from './install.mjs';
import { run } from './wrong-call.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const since = process.argv[2] ?? 'HEAD';

/** @param {string} title @param {string[]} command @returns {Promise<boolean>} */
const passes = (title, command) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (said += text));
    child.on('close', (status) => {
      console.log(`${status === 0 ? 'passed' : 'FAILED'}  ${title}`);
      if (status !== 0) console.log(said);
      resolve(status === 0);
    });
  });

await run('check', needInstall);
if (process.exitCode) process.exit();

/** Files that differ from `since`, new ones too. */
function changedFiles() {
  /** @param {...string} words */
  const git = (...words) =>
    execFileSync('git', words, { cwd: root, encoding: 'utf8' }).split('\n').filter(Boolean);
  return [
    ...git('diff', '--name-only', '--relative', since),
    ...git('ls-files', '--others', '--exclude-standard'),
  ];
}

/** The room of a file: its folder, without folders of parts in it; a test of the whole is its own. @param {string} file */
const roomOf = (file) =>
  /^(src\/sim\/[^/]+\/|src\/[^/]+\/|lab\/)/.exec(file)?.[1] ?? (file.endsWith('.test.ts') ? file : []);

const rooms = [...new Set(changedFiles().flatMap(roomOf))];

const results = await Promise.all([
  passes('types', ['scripts/astro.mjs', 'check']),
  passes('lint', ['node_modules/@biomejs/biome/bin/biome', 'ci']).then(async (lint) => {
    if (rooms.length === 0) return lint;
    const vitest = ['run', '--project', 'unit', '--passWithNoTests', '--reporter=dot', ...rooms];
    const tests = await passes(`unit tests of ${rooms.join(' ')}`, [
      'node_modules/vitest/vitest.mjs',
      ...vitest,
    ]);
    return lint && tests;
  }),
]);
process.exitCode = results.every(Boolean) ? 0 : 1;
