import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

let dir = '';
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'lab-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const put = (file: string, text: string) => {
  mkdirSync(dirname(join(dir, file)), { recursive: true });
  writeFileSync(join(dir, file), text);
};
/** Lines that `script` prints after fetch.sh was read, under the options that lab/run has. */
const bash = (script: string) =>
  execFileSync('bash', ['-c', `set -Eeuo pipefail; cd "$2"; . "$1"; ${script}`, 'bash', fetch, dir], {
    encoding: 'utf8',
  })
    .split('\n')
    .filter(Boolean);
const fetch = fileURLToPath(new URL('fetch.sh', import.meta.url));

describe('the mirror is found in this machine’s apt sources', () => {
  const mirrors = () => bash('mirrors .');

  test('a fresh Debian has debian.sources and no sources.list', () => {
    put(
      'sources.list.d/debian.sources',
      `Types: deb
# A comment between the fields.
URIs: http://mirror.example/debian
Suites: trixie trixie-updates
Components: main

Types: deb
URIs: http://mirror.example/debian-security
Suites: trixie-security
Components: main
`,
    );
    expect(mirrors()).toEqual(['http://mirror.example/debian']);
  });

  test('several addresses in a field, on its line and the next; each once, in their order', () => {
    put(
      'sources.list.d/a.sources',
      `types: deb-src deb
uris: https://one.example/debian/ https://two.example/pub/debian//
  http://three.example/debian
suites: sid

Types: deb
URIs:http://two.example/pub/debian http://two.example/debian https://one.example/debian
Suites: sid
`,
    );
    expect(mirrors()).toEqual([
      'https://one.example/debian',
      'https://two.example/pub/debian',
      'http://three.example/debian',
      'http://two.example/pub/debian',
      'http://two.example/debian',
    ]);
  });

  test('one line a source, with options, tabs, comments and a disc', () => {
    put(
      'sources.list',
      `# deb http://commented.example/debian bookworm main
deb cdrom:[Debian GNU/Linux 12.0.0 _Bookworm_ - Official amd64]/ bookworm main
deb-src http://sources.example/debian bookworm main
\tdeb\t[ arch=amd64 signed-by=/usr/share/keyrings/x.gpg ]\thttp://one.example/debian/\tbookworm main
deb [trusted=yes] file:/srv/debian bookworm main
`,
    );
    put('sources.list.d/more.list', 'deb http://two.example/debian stable main contrib\n');
    expect(mirrors()).toEqual(['http://one.example/debian', 'file:/srv/debian', 'http://two.example/debian']);
  });

  test('what is disabled, or has sources only, is no mirror', () => {
    put(
      'sources.list.d/a.sources',
      `Enabled: no
Types: deb
URIs: http://off.example/debian

Types: deb-src
URIs: http://source.example/debian

Types: deb
Enabled: yes
URIs: http://on.example/debian
`,
    );
    expect(mirrors()).toEqual(['http://on.example/debian']);
  });

  test('a mirror list, as Debian’s images for clouds have it', () => {
    put(
      'sources.list.d/debian.sources',
      `Types: deb deb-src
URIs: mirror+file:///etc/apt/mirrors/debian.list
Suites: trixie

Types: deb
URIs: mirror+file:///etc/apt/mirrors/debian-security.list
Suites: trixie-security
`,
    );
    expect(mirrors()).toEqual(['mirror+file:///etc/apt/mirrors/debian.list']);
  });

  test('an Ubuntu has none, and lab/run says so in one line', () => {
    put('sources.list.d/ubuntu.sources', 'Types: deb\nURIs: http://archive.example/ubuntu/\nSuites: noble\n');
    expect(mirrors()).toEqual([]);
    const said = bash(`
      die() { printf '%s\\n' "$*"; exit 0; }
      mirrors_here=$(mirrors .); mirrors() { printf '%s' "$mirrors_here"; }
      cache=$PWD/cache keyring=/dev/null LAB_MIRROR=
      apt_update trixie`);
    expect(said).toEqual(["no Debian mirror in this machine's apt sources; set LAB_MIRROR to one"]);
  });
});

describe('which packages are fetched', () => {
  /** The packages of 6.1 where the suite has `suite` and the recording was made with `recorded`: [name, version]. */
  const packages = (suite: [string, string][], recorded: [string, string][], newest = '') => {
    put('suite', suite.map(([name, version]) => `${name} | ${version} | mirror\n`).join(''));
    if (recorded.length) {
      const list = recorded.map(([name, version]) => ({ name, version }));
      put(
        'traces/6.1-ext4.json',
        `{\n"format":1,\n"kernel":"6.1","suite":"bookworm","packages":${JSON.stringify(list)},\n`,
      );
    }
    return bash(`
      say() { :; }
      lab=$PWD newest=${newest}
      suite_apt() {
        case $3 in
        madison) grep "^$4 " suite || true ;;
        search) sed 's/ .*//' suite | grep -E "$5" | sed 's/$/ - a kernel/' || true ;;
        esac
      }
      packages_of 6.1 bookworm`);
  };
  const old = 'linux-image-6.1.0-9-amd64';
  const image = 'linux-image-6.1.0-50-amd64';

  test('the newest of the series, without its cloud, real-time and unsigned builds', () => {
    const suite: [string, string][] = [
      [old, '6.1.27-1'],
      [image, '6.1.176-1'],
      ['linux-image-6.1.0-51-cloud-amd64', '6.1.180-1'],
      ['linux-image-6.1.0-51-rt-amd64', '6.1.180-1'],
      ['linux-image-6.1.0-51-amd64-unsigned', '6.1.180-1'],
      ['linux-image-6.12.1-amd64', '6.12.1-1'],
      ['linux-image-6x1.0-52-amd64', '1'],
    ];
    expect(packages(suite, [])).toEqual([`${image} 6.1.176-1`]);
  });

  test('since 7.1 the kernel is in packages of its own beside the image', () => {
    const abi = '6.1.12+deb14-amd64';
    const names = ['image', 'binary', 'modules', 'base'].map((part) => `linux-${part}-${abi}`);
    expect(
      packages(
        names.map((name) => [name, '6.1.12-1']),
        [],
      ),
    ).toEqual(names.map((name) => `${name} 6.1.12-1`));
  });

  test('those of the recording, where the suite has each in that version', () => {
    const suite: [string, string][] = [
      [old, '6.1.27-1'],
      [image, '6.1.176-1'],
    ];
    expect(packages(suite, [[old, '6.1.27-1']])).toEqual([`${old} 6.1.27-1`]);
    expect(packages(suite, [[old, '6.1.27-1']], 'yes')).toEqual([`${image} 6.1.176-1`]);
    expect(packages(suite, [[old, '6.1.27-2']])).toEqual([`${image} 6.1.176-1`]);
    expect(
      packages(suite, [
        [old, '6.1.27-1'],
        ['linux-base-6.1.0-9-amd64', '6.1.27-1'],
      ]),
    ).toEqual([`${image} 6.1.176-1`]);
  });

  test('none, when the suite has the series no more', () => {
    expect(packages([['linux-image-6.12.1-amd64', '6.12.1-1']], [[image, '6.1.176-1']])).toEqual([]);
  });
});
