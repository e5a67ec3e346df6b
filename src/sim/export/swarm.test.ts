import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { putPageFast } from '../examples/put-page-fast.ts';
import { unmappedFile } from '../examples/unmapped-file.ts';
import { crowded, modelOf } from '../scenario/index.ts';
import { compiler, endsBad, hasSpin, staysBad } from './fixtures.ts';
import { swarmOf } from './index.ts';

const three = crowded(putPageFast, { io: 3 });
const words = 'put-page-fast --more io=3 --design';

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(path.join(tmpdir(), 'swarm-'));
});
afterEach(() => rmSync(cwd, { recursive: true }));

/** Runs a script, on these hosts. */
function run(script: string, hosts: readonly string[] = [], env: NodeJS.ProcessEnv = {}) {
  writeFileSync(path.join(cwd, 'swarm.sh'), script);
  const small = { MINUTES: '1', BITS: '24', CC: compiler };
  const { status, stdout, stderr } = spawnSync('sh', ['swarm.sh', ...hosts], {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, ...small, ...env },
  });
  return { status, err: stderr, said: stdout.trim().split('\n') };
}

const found = (...file: string[]) => readFileSync(path.join(cwd, 'swarm', ...file), 'utf8');

test('a swarm has searches', () => {
  for (const searches of [0, 1.5, 501])
    expect(() => swarmOf(three, 'v6.15', searches, '')).toThrow(
      `a swarm has 1 to 500 searches, not ${searches}`,
    );
});

test('it says how many states there are if each task is there for itself', () => {
  const script = swarmOf(three, 'current', 2, `${words} current`).replaceAll(/\s+# |\s+/g, ' ');
  const all = swarmOf({ ...three, alike: [] }, 'current', 2, '').replaceAll(/\s+# |\s+/g, ' ');
  const size = /under current: ([\d,]+) states/.exec(all)?.[1];
  expect(size).toMatch(/^\d+,\d+$/);
  expect(script).toContain(`Here each is there for itself: ${size} states.`);
});

describe.skipIf(!hasSpin)('its script', () => {
  test('shows the first failure, which is a run of the model', () => {
    const { status, err, said } = run(swarmOf(three, 'current', 3, `${words} current`), ['here']);
    expect({ status, err }).toEqual({ status: 1, err: '' });
    expect(said).toEqual([
      expect.stringMatching(
        /^search 1 of 3, here: no-free-while-pinned: no failure in \d+ states, hash factor [\d.e+]+$/,
      ),
      expect.stringMatching(/^search 1 of 3, here: no-lost-wakeup: a failure after \d+ states, hash factor /),
      `npm run -s sim -- show ${words} current --trail swarm/1/live_0.trail`,
    ]);
    expect(staysBad(modelOf(three, 'current'), 'no-lost-wakeup', found('1', 'live_0.trail'))).toBe(true);
    expect(existsSync(path.join(cwd, 'swarm', '2'))).toBe(false);
  });

  test('also one of a property that must never fail', () => {
    const { status, said } = run(swarmOf(unmappedFile, 'current', 1, 'unmapped-file --design current'));
    expect(status).toBe(1);
    expect(said[0]).toContain('no-free-while-pinned, no-stray-dma: a failure after');
    expect(endsBad(modelOf(unmappedFile, 'current'), found('1', 'bad.trail'))).toBe(true);
  });

  test('has room for many tasks where fairness is asked for', () => {
    const four = crowded(putPageFast, { io: 4 });
    const { status, said } = run(swarmOf(four, 'current', 1, words), [], { CLAIMS: 'live_0' });
    expect(status).toBe(1);
    expect(said[0]).toMatch(/^search 1 of 1, here: no-lost-wakeup: a failure after \d+ states/);
  });

  test('says that there was none, and searches in the order of each', () => {
    const { status, err, said } = run(swarmOf(three, 'gup-put', 2, `${words} gup-put`));
    expect({ status, err }).toEqual({ status: 0, err: '' });
    expect(said.filter((line) => line.includes('no failure in'))).toHaveLength(6);
    expect(said.at(-1)).toBe('no failure found');
    const reached = ['1', '2'].map((n) => /depth reached \d+/.exec(found(n, 'bad.out'))?.[0]);
    expect(reached[0]).not.toBe(reached[1]);
  });

  test('goes to hosts by ssh, to each for as many searches as it has time for', () => {
    const bin = path.join(cwd, 'bin');
    mkdirSync(bin);
    // What is asked of ssh: options, a host, a command.
    const ssh = 'shift 2; echo "$1" >>hosts; cd /; exec sh -c "$2"\n';
    writeFileSync(path.join(bin, 'ssh'), `#!/bin/sh\n${ssh}`, { mode: 0o755 });
    const { status, said } = run(swarmOf(three, 'gup-put', 3, `${words} gup-put`), ['one', 'other'], {
      PATH: `${bin}:${process.env.PATH}`,
      CLAIMS: 'bad',
    });
    expect(status).toBe(0);
    const hosts = readFileSync(path.join(cwd, 'hosts'), 'utf8').trim().split('\n');
    expect(hosts).toHaveLength(3);
    expect([...new Set(hosts)].sort()).toEqual(['one', 'other']);
    expect(
      said.filter((line) => /^search [123] of 3, (one|other): .* no failure in/.test(line)),
    ).toHaveLength(3);
  });

  test('says where a search did not run', () => {
    const { status, said } = run(swarmOf(three, 'gup-put', 1, words), [], { CC: 'no-such-compiler' });
    expect(status).toBe(2);
    expect(said).toEqual(['search 1 of 1, here: it did not run: see swarm/1/log', 'not every search ran']);
    expect(found('1', 'log')).toContain('no-such-compiler');
  });

  test('says where a verifier gave up', () => {
    const script = swarmOf(crowded(putPageFast, { io: 4 }), 'current', 1, words);
    const { status, said } = run(script.replace(/ -DNFAIR=\d+/, ''), [], { CLAIMS: 'live_0' });
    expect(status).toBe(2);
    expect(said[0]).toBe('search 1 of 1, here: no-lost-wakeup: it did not run: see swarm/1/log');
  });

  test('never overwrites what is there', () => {
    mkdirSync(path.join(cwd, 'swarm'));
    const { status, err } = run(swarmOf(three, 'gup-put', 1, words));
    expect({ status, err }).toEqual({
      status: 2,
      err: 'swarm: swarm is there already: move it away, or say DIR=other\n',
    });
  });
});
