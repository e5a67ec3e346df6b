import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { serve } from '../scripts/serve.mjs';
import { raw, readAnswer } from './raw.ts';

/** What stands beside the folder, and nobody should get. */
const SECRET = 'not published';
const files: Readonly<Record<string, string>> = {
  'index.html': 'front',
  'page/index.html': 'page',
  'page/more.json': '{}',
  'all.txt': '0123456789',
  'unbind.mbox': 'From x',
  'empty.txt': '',
  'changes.atom': '<feed/>',
  'lab/unbind.c': 'int main;',
  'x/life/embed/index.html': '<figure>',
  '_astro/a.1.js': 'a()',
  '404.html': 'not here',
  'grüße x.txt': 'hello',
};

const above = mkdtempSync(path.join(tmpdir(), 'serve-'));
const dir = path.join(above, 'dist');
const put = (name: string, text: string) => {
  mkdirSync(path.dirname(path.join(above, name)), { recursive: true });
  writeFileSync(path.join(above, name), text);
};
const build = () => {
  for (const [name, text] of Object.entries(files)) put(`dist/${name}`, text);
};
let url = '';
let close = async () => {};
beforeAll(async () => {
  put('secret.txt', SECRET);
  put('dist-more/index.html', SECRET);
  build();
  ({ url, close } = await serve({ dir }));
});
afterAll(async () => {
  await close();
  rmSync(above, { recursive: true });
});

/** The answer to a request for exactly this, which fetch() would tidy up first. */
const ask = async (target: string, headers = '', method = 'GET', at = url) =>
  readAnswer(await raw(at, `${method} ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${headers}\r\n`));

describe('a file', () => {
  test.each([
    ['/', 'front'],
    ['/page/', 'page'],
    ['/page/?q=1', 'page'],
    ['/all.txt', '0123456789'],
    ['/empty.txt', ''],
    ['/gr%C3%BC%c3%9fe%20x.txt', 'hello'],
    ['http://proxy.example/all.txt', '0123456789'],
  ])('%s is sent', async (target, body) => {
    expect(await ask(target)).toMatchObject({ status: 200, body });
  });

  test('is not sent for HEAD, but its headers are', async () => {
    const { status, headers, body } = await ask('/all.txt', 'Range: bytes=0-1\r\n', 'HEAD');
    expect({ status, body }).toEqual({ status: 200, body: '' });
    expect(headers).toMatchObject({ 'content-length': '10', 'accept-ranges': 'bytes' });
  });

  test('is not sent again to who has it', async () => {
    const { etag } = (await ask('/all.txt')).headers;
    expect(await ask('/all.txt', `If-None-Match: ${etag}\r\n`)).toMatchObject({ status: 304, body: '' });
  });

  test('that is new shows at once', async () => {
    expect(await ask('/new.txt')).toMatchObject({ status: 404 });
    put('dist/new.txt', 'new');
    onTestFinished(() => rmSync(path.join(dir, 'new.txt')));
    expect(await ask('/new.txt')).toMatchObject({ status: 200, body: 'new' });
  });

  test('that cannot be read is an error of the server, which goes on', async () => {
    put('dist/closed.txt', SECRET);
    chmodSync(path.join(dir, 'closed.txt'), 0);
    for (const folder of [above, dir]) chmodSync(folder, 0o755);
    const said = vi.spyOn(console, 'error').mockImplementation(() => {});
    // root reads everything.
    if (process.getuid?.() === 0) process.seteuid?.(65534);
    onTestFinished(() => {
      if (process.getuid?.() === 0) process.seteuid?.(0);
      said.mockRestore();
      rmSync(path.join(dir, 'closed.txt'));
    });
    const { status, body } = await ask('/closed.txt');
    expect({ status, body }).toEqual({ status: 500, body: expect.not.stringContaining(SECRET) });
    expect(said.mock.calls).toEqual([[expect.stringMatching(/^serve: GET \/closed\.txt: .*EACCES/)]]);
    expect(await ask('/')).toMatchObject({ status: 200 });
  });
});

/** The rows of README's table of headers, and what each is said of. */
const [, table = ''] = readFileSync(new URL('../README.md', import.meta.url), 'utf8').split(
  '| for | header |\n',
);
const rows = [...table.replace(/\n\n.*/s, '').matchAll(/^\| ([^-|][^|]*) \| ([^|]+) \|$/gm)].map((row) =>
  row.slice(1),
);
const covered: Readonly<Record<string, readonly string[]>> = {
  'every page': ['/', '/page/'],
  '`x/*/embed/`': ['/x/life/embed/'],
  '`*.txt`, `*.mbox`, `lab/*.c`': ['/all.txt', '/unbind.mbox', '/lab/unbind.c'],
  '`*.atom`': ['/changes.atom'],
  '`_astro/*`': ['/_astro/a.1.js'],
  'an address that is not there': ['/nothing'],
};

test('README recommends headers for what is covered here, and for nothing else', () => {
  expect(new Set(rows.map(([where]) => where))).toEqual(new Set(Object.keys(covered)));
});

test.each(rows)('%s: what README recommends (%s)', async (where = '', what = '') => {
  for (const target of covered[where] ?? []) {
    const { status, headers, body } = await ask(target);
    for (const [, name = '', value] of what.matchAll(/`([A-Z][\w-]+): ([^`]+)`/g))
      expect(headers[name.toLowerCase()], target).toBe(value);
    if (target === '/nothing')
      expect({ status, body }).toEqual({ status: 404, body: expect.stringContaining('not here') });
  }
});

describe('an address without its last slash', () => {
  test.each([
    ['/page', '/page/'],
    ['/page?a=/b&c', '/page/?a=/b&c'],
  ])('%s leads to %s', async (target, to) => {
    expect(await ask(target)).toMatchObject({ status: 301, headers: { location: to } });
  });
});

describe('what is no file of the folder is not there', () => {
  beforeAll(() => {
    symlinkSync(path.join(above, 'secret.txt'), path.join(dir, 'link.txt'));
    symlinkSync(above, path.join(dir, 'up'));
  });
  afterAll(() => {
    rmSync(path.join(dir, 'link.txt'));
    rmSync(path.join(dir, 'up'));
  });

  test.each([
    ...['/nothing', '/page/nothing/', '/all.txt/', '/lab/', '/404/', '*', '/page//', '//page/'],
    ...['/link.txt', '/up/secret.txt', '/up/dist-more/', '/../secret.txt', '/page/../all.txt', '/./all.txt'],
    ...[
      '/..%2fsecret.txt',
      '/%2e%2e/secret.txt',
      '/..%5csecret.txt',
      '/..\\secret.txt',
      '/page%2findex.html',
    ],
    ...[
      '/..%2fdist-more',
      '/%2e%2e%2fdist-more',
      '/all.txt%00',
      '/%',
      '/%zz',
      '/%c3',
      '//evil.example/..%2fpage',
    ],
    ...['/\\evil.example/page', 'http://evil.example//page', `/${'x'.repeat(9999)}`, `/${'x/'.repeat(5000)}`],
  ])('%s', async (target) => {
    const { status, body } = await ask(target);
    expect({ status, body }).toEqual({ status: 404, body: expect.stringContaining('not here') });
  });
});

test.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'PATCH', 'PROPFIND', 'CONNECT'])(
  '%s is not allowed',
  async (method) => {
    const { status, headers, body } = await ask('/', 'X-Mine: cookie\r\n', method);
    expect({ status, allow: headers.allow }).toEqual({ status: 405, allow: 'GET, HEAD' });
    expect(body).not.toMatch(/front|cookie/);
  },
);

describe('a range', () => {
  const rangeOf = async (range: string, headers = '') => {
    const answer = await ask('/all.txt', `Range: ${range}\r\n${headers}`);
    return [answer.status, answer.headers['content-range'], answer.body];
  };

  test.each([
    ['bytes=0-0', 'bytes 0-0/10', '0'],
    ['bytes=3-5', 'bytes 3-5/10', '345'],
    ['bytes=7-', 'bytes 7-9/10', '789'],
    ['bytes=7-99', 'bytes 7-9/10', '789'],
    ['bytes=-3', 'bytes 7-9/10', '789'],
    ['bytes=-99', 'bytes 0-9/10', '0123456789'],
    ['bytes=0-9007199254740993', 'bytes 0-9/10', '0123456789'],
  ])('%s is a part', async (range, where, part) => {
    expect(await rangeOf(range)).toEqual([206, where, part]);
  });

  test.each(['bytes=10-', 'bytes=10-11', 'bytes=-0', 'bytes=9007199254740993-', `bytes=${'9'.repeat(400)}-`])(
    '%s is not in it',
    async (range) => {
      const [status, where] = await rangeOf(range);
      expect([status, where]).toEqual([416, 'bytes */10']);
    },
  );

  test.each([
    'bytes=9-2',
    'bytes=',
    'bytes',
    'bytes=-',
    'bytes=a-b',
    'bytes=1',
    'lines=0-1',
    'bytes=0-0,2-2',
    'bytes=-1-2',
  ])('%s is ignored', async (range) => {
    expect(await rangeOf(range)).toEqual([200, undefined, '0123456789']);
  });

  test('with a condition that may not hold is ignored', async () => {
    expect(await rangeOf('bytes=0-0', 'If-Range: "another"\r\n')).toEqual([200, undefined, '0123456789']);
  });
});

describe.each([
  ['/some/path', '/some/path/'],
  ['a b/grüße', '/a%20b/gr%C3%BC%C3%9Fe/'],
  ['/a%20b/', '/a%20b/'],
])('under %s', (base, root) => {
  test('every address begins with it', async () => {
    const under = await serve({ dir, base });
    onTestFinished(under.close);
    expect(under.url).toMatch(new RegExp(`^http://localhost:\\d+${root}$`));
    const at = (target: string) => ask(target, '', 'GET', under.url);
    expect(await at(root)).toMatchObject({ status: 200, body: 'front' });
    expect(await at(`${root}all.txt`)).toMatchObject({ status: 200 });
    expect(await at('/')).toMatchObject({ status: 301, headers: { location: root } });
    expect(await at(`${root.slice(0, -1)}?q`)).toMatchObject({
      status: 301,
      headers: { location: `${root}?q` },
    });
    expect(await at(`${root}page`)).toMatchObject({ status: 301, headers: { location: `${root}page/` } });
    for (const outside of ['/all.txt', `${root.slice(0, -1)}x/`, `${root}../all.txt`])
      expect(await at(outside)).toMatchObject({ status: 404 });
  });
});

describe('no client ends it', () => {
  /** What a request is put together from: mostly what Node lets through to us, for it refuses the rest by itself. */
  const mostly = <T>(fine: fc.Arbitrary<T>, wrong: fc.Arbitrary<T>) =>
    fc.oneof({ arbitrary: fine, weight: 9 }, { arbitrary: wrong, weight: 1 });
  const word = mostly(
    fc.constantFrom(
      ...[
        'page',
        'all.txt',
        'index.html',
        'evil.example',
        'secret.txt',
        'dist-more',
        '404.html',
        '',
        '?',
        '#',
      ],
      ...['..', '.', '%2e%2e', '..%2f', '%2fpage', '%5c', '\\', '%00', '%', '%zz', '%c3', 'x'.repeat(300)],
    ),
    fc.constantFrom('\xff\xc3', '\0', '\t', ' ', 'x'.repeat(20_000)),
  );
  const target = mostly(
    fc.array(word, { maxLength: 4 }).map((words) => `/${words.join('/')}`),
    fc.constantFrom('*', 'http://evil.example//page', 'evil.example:80', 'https://', ''),
  );
  const number = fc.constantFrom(
    '',
    '0',
    '2',
    '9',
    '10',
    '-',
    'NaN',
    '1e9',
    '9007199254740993',
    '9'.repeat(99),
  );
  const header = mostly(
    fc.oneof(
      fc.tuple(number, number).map(([from, to]) => `Range: bytes=${from}-${to}`),
      fc.constantFrom(
        'If-None-Match: *',
        'If-Match: "x"',
        'If-Range: "',
        'If-Modified-Since: never',
        'X: \xff',
      ),
      fc.constantFrom('Expect: 100-continue', 'Upgrade: websocket', 'Content-Length: 0', 'Connection: close'),
    ),
    fc.constantFrom(
      ...[
        'Expect: x',
        'Content-Length: -1',
        'Transfer-Encoding: chunked',
        'Host: a',
        ': ',
        'a b',
        'X: \0',
        ' folded',
      ],
      `X: ${'y'.repeat(20_000)}`,
    ),
  );
  const method = mostly(
    fc.constantFrom('GET', 'GET', 'GET', 'HEAD', 'POST', 'TRACE'),
    fc.constantFrom('CONNECT', 'get', 'PRI', '', 'G\0T'),
  );
  const version = mostly(fc.constantFrom('HTTP/1.1', 'HTTP/1.0'), fc.constantFrom('HTTP/2.0', 'HTTP/9', ''));
  const request = fc
    .tuple(
      method,
      target,
      version,
      fc.array(header, { maxLength: 3 }),
      mostly(fc.constant(''), fc.constant('body!')),
    )
    .map(([verb, what, how, headers, body]) =>
      [`${verb} ${what} ${how}`, 'Host: localhost', ...headers, '', body].join('\r\n'),
    );
  /** One or several on a connection, or a part of that. */
  const bytes = fc
    .tuple(
      fc.array(request, { minLength: 1, maxLength: 4 }),
      mostly<number | null>(fc.constant(null), fc.nat()),
    )
    .map(([requests, cut]) => {
      const all = requests.join('');
      return cut === null ? all : all.slice(0, cut % all.length);
    });

  test('whatever it sends, and it gets nothing that is not published', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(bytes, { minLength: 1, maxLength: 8 }), async (sent) => {
        for (const got of await Promise.all(sent.map((one) => raw(url, one, 40)))) {
          expect(got).not.toContain(SECRET);
          expect(got).not.toMatch(/HTTP\/1\.1 5|^Location: (?!\/[^/\\])/m);
        }
        expect(await ask('/')).toMatchObject({ status: 200, body: 'front' });
      }),
      { seed: 20220715, numRuns: 60 },
    );
  });

  test('while the folder is built anew', async () => {
    let builds = 0;
    let answers = 0;
    const again = setInterval(() => {
      if (builds++ % 2 === 0) rmSync(dir, { recursive: true, force: true });
      else build();
    }, 1);
    try {
      while (builds < 20 || answers < 120) {
        const asked = ['/', '/page', '/page/', '/all.txt', '/empty.txt', '/nothing'];
        for (const { status, headers, body } of await Promise.all(
          asked.map((one) => ask(one, 'Range: bytes=2-3\r\n')),
        )) {
          expect([200, 206, 301, 404, 416]).toContain(status);
          expect(body.length).toBe(Number(headers['content-length'] ?? 0));
          answers++;
        }
      }
    } finally {
      clearInterval(again);
      build();
    }
    expect(await ask('/')).toMatchObject({ status: 200, body: 'front' });
  });

  test('nor does one that goes away, or says nothing', async () => {
    put('dist/large.txt', 'x'.repeat(20_000_000));
    onTestFinished(() => rmSync(path.join(dir, 'large.txt')));
    const quiet = raw(url, 'GET / HTTP/1.1\r\nHo', 300);
    for (let count = 0; count < 20; count++) {
      const response = await fetch(`${url}large.txt`);
      await response.body?.cancel();
    }
    await quiet;
    expect(await ask('/')).toMatchObject({ status: 200, body: 'front' });
  });
});

describe('its port', () => {
  const script = new URL('../scripts/serve.mjs', import.meta.url).pathname;
  const start = (words: string[], env = {}) =>
    spawnSync(process.execPath, [script, ...words], { encoding: 'utf8', env: { ...process.env, ...env } });

  test.each([['abc'], ['-1'], ['70000'], ['1.5'], [''], ['80 81']])(
    "'%s' is none: one line, exit code 2",
    (words) => {
      const { status, stdout, stderr } = start(words.split(' '));
      expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
      expect(stderr).toBe(`serve: '${words}' is no port: expected one number from 0 to 65535\n`);
    },
  );

  test('a base path that is none is one line as well', () => {
    const { status, stderr } = start([], { BASE_PATH: '../../x' });
    expect(status).toBe(2);
    expect(stderr).toMatch(/^serve: BASE_PATH is "..\/..\/x": expected a path such as [^\n]+\n$/);
  });

  test('is the next one where it is taken, and one line says when none is left', async () => {
    const first = await serve({ dir });
    onTestFinished(first.close);
    const port = Number(new URL(first.url).port);
    const second = await serve({ dir, port });
    onTestFinished(second.close);
    expect(Number(new URL(second.url).port)).toBeGreaterThan(port);
    const last = createServer();
    await new Promise<void>((resolve) => last.listen(65535, 'localhost', resolve));
    onTestFinished(() => void last.close());
    await expect(serve({ dir, port: 65535 })).rejects.toThrow(/^no port is free from 65535 on$/);
  });
});
