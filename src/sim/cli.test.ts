import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

const cli = new URL('cli.ts', import.meta.url).pathname;
const sim = (...args: string[]) => spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8' });

/** The process around the commands: arguments in, two streams and an exit code out. */
test('what a command says is on stdout, with exit code 0', () => {
  const { status, stdout, stderr } = sim('check', 'missed-wakeup', '--design', 'current', '--json');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(JSON.parse(stdout)[0]).toMatchObject({
    example: 'missed-wakeup',
    design: 'current',
    verdict: 'fails',
  });
});

test.each(['list', 'show missed-wakeup', 'check life'])(
  'sim %s ends well, and writes whole lines',
  (line) => {
    const { status, stdout, stderr } = sim(...line.split(' '));
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/\n$/);
  },
);

test('a wrong call is one line on stderr, with exit code 2', () => {
  const { status, stdout, stderr } = sim('show', 'nothing');
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(/^sim: there is no example 'nothing'; [^\n]+\n$/);
});
