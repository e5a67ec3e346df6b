import { type StdioPipe, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync } from 'node:fs';
import { devNull } from 'node:os';
import { describe, expect, onTestFinished, test } from 'vitest';

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

describe('output that does not arrive is no verdict', () => {
  const start = (words: string, stdout: StdioPipe | number) =>
    spawn(process.execPath, [cli, ...words.split(' ')], { stdio: ['ignore', stdout, 'pipe'] });
  const ended = async (child: ReturnType<typeof start>) => {
    let stderr = '';
    child.stderr?.on('data', (text) => (stderr += text));
    const [status] = await once(child, 'close');
    return { status, stderr };
  };

  test.each(['list', 'matrix', 'check missed-wakeup --json', '--help'])(
    'sim %s: exit code 141 and no word where the reader has gone',
    async (words) => {
      const child = start(words, 'pipe');
      child.stdout?.destroy();
      expect(await ended(child)).toEqual({ status: 141, stderr: '' });
    },
  );

  test.each(['list', 'matrix', 'check missed-wakeup'])(
    'sim %s: exit code 3 and one line where nothing can be written',
    async (words) => {
      // A disk that is full, or what cannot be written to for another reason.
      const full = existsSync('/dev/full') ? openSync('/dev/full', 'w') : openSync(devNull, 'r');
      onTestFinished(() => closeSync(full));
      const { status, stderr } = await ended(start(words, full));
      expect(status).toBe(3);
      expect(stderr).toMatch(/^sim: cannot write: [^\n]+\n$/);
    },
  );

  test('--help says so', () => {
    expect(sim('--help').stdout).toMatch(/exit code 0: .*3: output could not be written; 141: /s);
  });
});
