/**
 * `npm test`: types, lint, then every test, each even if one before it failed. The last line counts them, types
 * and lint as one each. A test that is skipped is a failure, but for those that need what a machine may not have: these are
 * counted as skipped, with what they need, and are failures too where CI is set.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { needInstall } from './install.mjs';
import { run } from './wrong-call.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const report = path.join(root, '.cache', 'vitest.json');
const bin = (/** @type {string} */ file) => path.join(root, 'node_modules', file);

/** @param {string} title @param {string[]} command */
function passes(title, command) {
  console.log(`\n# ${title}\n`);
  const { status, error } = spawnSync(process.execPath, command, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (error) console.error(error);
  return status === 0;
}

await run('test', needInstall);
if (process.exitCode) process.exit();

/** What tests need that may be missing, by how their full names begin. */
const needs = { 'Spin says the same': 'Spin and a C compiler (Debian: apt-get install spin tcc)' };

let passed = 0;
let failed = 0;
/** @type {Map<string, number>} */
const skipped = new Map();
/** @type {string[]} */
const wrong = [];
/** @param {boolean} ok @param {string} what */
function count(ok, what) {
  if (ok) passed++;
  else {
    failed++;
    wrong.push(what);
  }
}

count(passes('types', ['scripts/astro.mjs', 'check']), 'types');
count(passes('lint', [bin('@biomejs/biome/bin/biome'), 'ci']), 'lint');

rmSync(report, { force: true });
const fine = passes('tests', [bin('vitest/vitest.mjs'), 'run', '--allowOnly=false']);
try {
  for (const file of JSON.parse(readFileSync(report, 'utf8')).testResults) {
    const name = path.relative(root, file.name);
    // A file that could not be loaded has no tests to count.
    if (file.status !== 'passed' && file.assertionResults.length === 0) count(false, `${name}: did not load`);
    for (const { fullName, status } of file.assertionResults) {
      const need = Object.entries(needs).find(([beginning]) => fullName.startsWith(beginning))?.[1];
      if (need && !process.env.CI && status !== 'passed' && status !== 'failed')
        skipped.set(need, (skipped.get(need) ?? 0) + 1);
      else count(status === 'passed', `${name}: ${fullName}: ${status}`);
    }
  }
} catch (error) {
  count(false, `the test runner left no report: ${error}`);
}
// An error outside any test, say.
if (!fine && failed === 0) count(false, 'the test runner');
if (passed < 3) count(false, 'no test ran');

if (wrong.length > 0) console.log(`\nNot passed:\n${wrong.map((line) => `  ${line}`).join('\n')}\n`);
for (const [need, tests] of skipped) console.log(`\n${tests} tests were skipped. They need ${need}.\n`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
