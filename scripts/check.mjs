/**
 * `npm run check`: a first answer while one works. Lint, types, and the unit tests of the files that have changed since
 * the last commit and of all that imports them. `npm run check -- main` compares with another commit. `npm test` is the
 * rest.
 */
import { spawn } from 'node:child_process';
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

const results = await Promise.all([
  passes('types', ['scripts/astro.mjs', 'check']),
  passes('lint', ['node_modules/@biomejs/biome/bin/biome', 'ci']).then((lint) =>
    passes(`unit tests of what changed since ${since}`, [
      'node_modules/vitest/vitest.mjs',
      ...['run', '--project', 'unit', '--changed', since, '--passWithNoTests', '--reporter=dot'],
      '--exclude',
      'test/mutations/**',
    ]).then((tests) => lint && tests),
  ),
]);
process.exitCode = results.every(Boolean) ? 0 : 1;
