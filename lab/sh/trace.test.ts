import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const trace = fileURLToPath(new URL('trace.sh', import.meta.url));
let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lab-'));
  for (const name of ['traces', 'now', 'kernels/6.1']) mkdirSync(join(dir, name), { recursive: true });
  writeFileSync(join(dir, 'kernels/6.1/packages'), 'linux-image-a 1\nlinux-base-a 2\n');
});
afterEach(() => rmSync(dir, { recursive: true }));

/** Runs `script` with trace.sh read, under the options that lab/run has; `one` and `two` are all scenarios. */
const bash = (script: string) => {
  const preamble = `set -Eeuo pipefail; cd "$2"; . "$1"
    lab=$PWD cache=$PWD
    say() { :; }; die() { exit 2; }
    suite_of() { echo suite; }
    all_scenarios() { printf 'one\\ntwo\\n'; }`;
  return spawnSync('bash', ['-c', `${preamble}\n${script}`, 'bash', trace, dir], { encoding: 'utf8' });
};

const blocked = (stack: string, state = 'S') =>
  `"blocked":[{"who":"t","op":"truncate","state":"${state}","wchan":"${stack}","stack":["${stack}","ksys"]}]`;
const step = (name: string, ref: number, more = '') =>
  `{"step":"${name}","op":"look","pages":{"a":{"ref":${ref},"map":-1,"mapping":false}}${more},"ms":${ref * 7}}`;

/** What a guest prints, as lines. */
const guest = (build: string, scenarios: Record<string, string[]>) =>
  [
    `{"release":"6.1.0","build":"${build}","fs":"ext4"}`,
    ...Object.entries(scenarios).flatMap(([name, lines]) => [
      `{"scenario":"${name}","about":"it is {"}`,
      ...lines,
      `{"end":"${name}"}`,
    ]),
    '{"boot":"end"}',
  ]
    .map((line) => `${line}\n`)
    .join('');

/** Puts the guest's scenarios into now/, as lab/run does. */
const collect = (build: string, scenarios: Record<string, string[]>) => {
  writeFileSync(join(dir, 'lines'), guest(build, scenarios));
  const names = Object.keys(scenarios).join(' ');
  bash(`
    rm -f now/*
    grep '^{"release":' lines >now/header
    for name in ${names}; do scenario_from lines "$name" >now/"$name"; done`);
};
const write = () => {
  const run = bash('write_trace 6.1 ext4 now');
  expect(run.stderr).toBe('');
  return JSON.parse(readFileSync(join(dir, 'traces/6.1-ext4.json'), 'utf8'));
};
const check = () => bash('check_trace 6.1 ext4 now');

test('a recording has the head, the packages, and each scenario with its steps', () => {
  collect('#1', { one: [step('a', 1), step('b', 2)], two: ['{"skip":"cannot"}'] });
  expect(write()).toEqual({
    format: 1,
    kernel: '6.1',
    suite: 'suite',
    packages: [
      { name: 'linux-image-a', version: '1' },
      { name: 'linux-base-a', version: '2' },
    ],
    release: '6.1.0',
    build: '#1',
    fs: 'ext4',
    scenarios: [
      { name: 'one', about: 'it is {', steps: [step('a', 1), step('b', 2)].map((line) => JSON.parse(line)) },
      { name: 'two', about: 'it is {', skip: 'cannot', steps: [] },
    ],
  });
});

test('scenarios that were not run again stay as they were', () => {
  collect('#1', { one: [step('a', 1)], two: [step('a', 2)] });
  write();
  collect('#1', { two: [step('a', 3)] });
  const steps = write().scenarios.map((s: { steps: unknown[] }) => s.steps);
  expect(steps).toEqual([[JSON.parse(step('a', 1))], [JSON.parse(step('a', 3))]]);
});

test('the same again is no difference, whatever the times', () => {
  collect('#1', { one: [step('a', 1)], two: [step('a', 2)] });
  write();
  collect('#1', { two: [step('a', 2).replace(/"ms":\d+/, '"ms":99999')] });
  expect(check()).toMatchObject({ status: 0, stdout: '' });
});

test.each([
  ['a count', step('a', 3, `,${blocked('f')}`)],
  ['a task’s state', step('a', 2, `,${blocked('f', 'D')}`)],
  ['who is blocked', step('a', 2)],
  ['a warning', step('a', 2, `,${blocked('f')},"dmesg":["WARNING: f"]`)],
  ['a stack', step('a', 2, `,${blocked('g')}`)],
])('%s that differs is a difference', (_, now) => {
  collect('#1', { one: [step('a', 2, `,${blocked('f')}`)] });
  write();
  collect('#1', { one: [now] });
  expect(check().status).toBe(1);
});

test('so is a scenario that was not recorded', () => {
  collect('#1', { one: [step('a', 1)] });
  write();
  collect('#1', { two: [step('a', 1)] });
  expect(check().status).toBe(1);
});

test('of another build, names of functions and warnings are not compared; counts, results and states are', () => {
  collect('#1', { one: [step('a', 2, `,${blocked('f')},"dmesg":["WARNING: at fs/dax.c:1"]`)] });
  write();
  collect('#2', { one: [step('a', 2, `,${blocked('g')}`)] });
  expect(check()).toMatchObject({ status: 0, stdout: '' });
  collect('#2', { one: [step('a', 2, `,${blocked('g', 'D')}`)] });
  expect(check().status).toBe(1);
});

describe('a kernel that was built with an option', () => {
  const built = (compiler: string) => {
    mkdirSync(join(dir, 'kernels/6.1+a'), { recursive: true });
    writeFileSync(join(dir, 'kernels/6.1+a/packages'), 'linux-source-6.1 1\n');
    writeFileSync(join(dir, 'kernels/6.1+a/built'), `"patched":{"option":"a","compiler":"${compiler}"},\n`);
  };
  const record = () => {
    built('gcc 12');
    collect('#1', { one: [step('a', 2, `,${blocked('f')}`)] });
    expect(bash('write_trace 6.1+a ext4 now').stderr).toBe('');
  };

  test('has its recording apart, whose head says so', () => {
    record();
    const file = join(dir, 'traces/patched/6.1+a-ext4.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      kernel: '6.1',
      suite: 'suite',
      packages: [{ name: 'linux-source-6.1', version: '1' }],
      patched: { option: 'a', compiler: 'gcc 12' },
    });
  });

  test('is another build when another compiler made it', () => {
    record();
    collect('#1', { one: [step('a', 2, `,${blocked('g')}`)] });
    expect(bash('check_trace 6.1+a ext4 now').status).toBe(1);
    built('gcc 13');
    expect(bash('check_trace 6.1+a ext4 now').status).toBe(0);
  });

  test('but as it is, it is compared with the recording of the fetched one', () => {
    collect('#1', { one: [step('a', 1)] });
    write();
    collect('#2', { one: [step('a', 1)] });
    expect(bash('check_trace 6.1+unpatched ext4 now').status).toBe(0);
    collect('#2', { one: [step('a', 3)] });
    expect(bash('check_trace 6.1+unpatched ext4 now').status).toBe(1);
  });
});
