import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, onTestFinished, test } from 'vitest';
import { needInstall } from '../scripts/install.mjs';
import { baseFrom, originFrom } from '../scripts/published.mjs';

const scripts = fileURLToPath(new URL('../scripts/', import.meta.url));
const temporary = () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'astro-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
};

/** How a build ends that cannot begin. */
const build = (env: Record<string, string>, at = scripts) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(at, 'astro.mjs'), 'build'], {
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });
  return { status, stdout, stderr };
};

describe('where the site is published', () => {
  test.each([
    [undefined, 'http://localhost:4321'],
    ['', 'http://localhost:4321'],
    ['https://host.example', 'https://host.example'],
    ['https://host.example/', 'https://host.example'],
    ['HTTP://Host.example:8080', 'http://host.example:8080'],
    ['https://grüße.example', 'https://xn--gre-6ka8l.example'],
  ])('SITE_URL %s is the origin %s', (SITE_URL, origin) => {
    expect(originFrom({ SITE_URL } as NodeJS.ProcessEnv)).toBe(origin);
  });

  test.each([
    ...[
      'https://host.example/path',
      'https://host.example?x',
      'https://host.example/#x',
      'https://me@host.example',
    ],
    ...[
      'ftp://host.example',
      'javascript:alert(1)',
      'host.example',
      '/path',
      'https://',
      'https://a b',
      'https:/host',
    ],
  ])('SITE_URL %s is none', (SITE_URL) => {
    expect(() => originFrom({ SITE_URL } as NodeJS.ProcessEnv)).toThrow(
      /^SITE_URL is ".*": expected an origin such as /,
    );
  });

  test.each([
    [undefined, '/'],
    ['', '/'],
    ['/', '/'],
    ['/some/path', '/some/path/'],
    ['some/path/', '/some/path/'],
    ['/a b/grüße', '/a%20b/gr%C3%BC%C3%9Fe/'],
    ['/a%20b', '/a%20b/'],
  ])('BASE_PATH %s is the path %s', (BASE_PATH, base) => {
    expect(baseFrom({ BASE_PATH } as NodeJS.ProcessEnv)).toBe(base);
  });

  test.each([
    ...[
      '../../x',
      '/a/../b',
      '.',
      '/a/%2e%2e',
      '//evil.example',
      '/a?b',
      '/a#b',
      '/a\\b',
      '/a%2fb',
      '/%',
      '/a\nb',
    ],
    'https://host.example/x?',
  ])('BASE_PATH %j is none', (BASE_PATH) => {
    expect(() => baseFrom({ BASE_PATH } as NodeJS.ProcessEnv)).toThrow(
      /^BASE_PATH is ".*": expected a path such as /,
    );
  });

  test.each([
    [{ SITE_URL: 'ftp://x' }, 'astro: SITE_URL is "ftp://x": expected '],
    [{ BASE_PATH: '../../x' }, 'astro: BASE_PATH is "../../x": expected '],
  ])('a build with %j ends at once, with one line', (env, said) => {
    const { status, stdout, stderr } = build(env);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^[^\n]+\n$/);
    expect(stderr).toContain(said);
  });
});

describe('an install that is not whole', () => {
  test('is one line before a build', () => {
    const folder = temporary();
    cpSync(scripts, path.join(folder, 'scripts'), { recursive: true });
    const { status, stdout, stderr } = build({}, path.join(folder, 'scripts'));
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(
      /^astro: packages for \w+-\w+ are missing: run `npm ci`, without --omit=optional\n$/,
    );
  });

  test.each(['20.20.2', '22.12.0', '22.9.0'])('Node %s is too old', async (node) => {
    await expect(needInstall({ node })).rejects.toThrow(`Node ${node} is too old: `);
  });

  test('this one is whole', () => needInstall());
});

describe('two builds at once', () => {
  /** A process that has the lock from when it says so to its end. */
  const builder = (file: string) =>
    spawn(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        `import { oneBuildAtATime } from ${JSON.stringify(path.join(scripts, 'one-build.mjs'))};
        await oneBuildAtATime(${JSON.stringify(file)});
        console.log('builds');
        setInterval(() => {}, 1000);`,
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
  const says = async (child: ChildProcess, stream: 'stdout' | 'stderr') =>
    String((await once(child[stream] as NonNullable<ChildProcess['stdout']>, 'data'))[0]);

  test.each(['SIGTERM', 'SIGKILL'] as const)(
    'the second waits, and goes on after a %s of the first',
    async (signal) => {
      const file = path.join(temporary(), 'cache', 'lock');
      const first = builder(file);
      onTestFinished(() => void first.kill('SIGKILL'));
      expect(await says(first, 'stdout')).toBe('builds\n');
      const second = builder(file);
      onTestFinished(() => void second.kill('SIGKILL'));
      const goesOn = says(second, 'stdout');
      expect(await says(second, 'stderr')).toBe(
        'Another build of this folder is under way: this one waits for its end.\n',
      );
      first.kill(signal);
      expect(await goesOn).toBe('builds\n');
    },
  );

  test('a lock that cannot be had is one line', () => {
    const folder = temporary();
    const { status, stderr } = spawnSync(
      process.execPath,
      [
        '--input-type=module',
        '--eval',
        `import { oneBuildAtATime } from ${JSON.stringify(path.join(scripts, 'one-build.mjs'))};
        import { run } from ${JSON.stringify(path.join(scripts, 'wrong-call.mjs'))};
        await run('astro', () => oneBuildAtATime(${JSON.stringify(folder)}));`,
      ],
      { encoding: 'utf8' },
    );
    expect(status).toBe(2);
    expect(stderr).toMatch(/^astro: cannot lock [^\n]+\n$/);
  });
});
