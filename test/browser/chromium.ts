/**
 * A Chromium that is there on any Linux machine after `npm ci`, without root, packages or downloads: the headless build
 * that @sparticuz/chromium carries. It is preferred to the system's own, which is a whole browser: slower to start and to
 * close, and asking for files that no reader asks for.
 *
 * CHROME_PATH names another one. Where the carried one does not run, an installed one is taken.
 */
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import sparticuz, { inflate } from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

const root = fileURLToPath(new URL('../../', import.meta.url));
const cache = path.join(root, '.cache');

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

const flags = [
  '--no-sandbox', // it opens our own pages only, and cannot have a sandbox where tests run as root
  '--disable-gpu',
  // A browser looks for updates, variations and the like when it starts: none of that here.
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost',
];

/** The caller closes it. */
export async function launchChromium(args: string[] = []): Promise<Browser> {
  const start = async ({ executablePath, env }: Executable) =>
    chromium.launch({
      executablePath,
      args: [...flags, ...args],
      env: { ...process.env, ...(await fonts()), ...env },
    });
  const asked = process.env.CHROME_PATH;
  if (asked) return start({ executablePath: asked, env: {} });
  try {
    return await start(await bundled());
  } catch (error) {
    const executablePath = installed.find((file) => existsSync(file));
    if (!executablePath)
      throw new Error('The Chromium that npm brought does not run here: set CHROME_PATH to one that does.', {
        cause: error,
      });
    return start({ executablePath, env: {} });
  }
}

/** A program, and what its environment has besides ours. */
interface Executable {
  readonly executablePath: string;
  readonly env: Record<string, string>;
}

/** Unpacks the carried Chromium into .cache, once per version. */
async function bundled(): Promise<Executable> {
  if (process.platform !== 'linux') throw new Error('it is for Linux');
  const carrier = fileURLToPath(new URL('../', import.meta.resolve('@sparticuz/chromium')));
  const packed = path.join(carrier, 'bin');
  const { version } = JSON.parse(readFileSync(path.join(carrier, 'package.json'), 'utf8')) as {
    version: string;
  };
  const home = path.join(cache, `chromium-${version}`);
  if (!existsSync(home)) {
    await mkdir(cache, { recursive: true });
    const unpacking = await mkdtemp(`${home}-`);
    // The package unpacks to the temporary directory, and takes whatever lies there under the names it uses.
    const before = process.env.TMPDIR;
    process.env.TMPDIR = unpacking;
    try {
      await sparticuz.executablePath(packed);
      // libnss3 and libnspr4, which few servers have. The package itself unpacks them in a few clouds only.
      await inflate(path.join(packed, 'al2023.tar.br'));
    } finally {
      if (before === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = before;
    }
    // Two test runs may get here at the same time: one wins, both have it.
    await rename(unpacking, home).catch(() => rm(unpacking, { recursive: true }));
  }
  return {
    executablePath: path.join(home, 'chromium'),
    env: { LD_LIBRARY_PATH: path.join(home, 'al2023', 'lib') },
  };
}

/** The same fonts on every machine, so that what fits here fits there. DejaVu runs wide: a hard case. */
async function fonts(): Promise<Record<string, string>> {
  const directory = fileURLToPath(new URL('./ttf/', import.meta.resolve('dejavu-fonts-ttf/package.json')));
  const prefer = (generic: string, family: string) =>
    `<alias binding="same"><family>${generic}</family><prefer><family>${family}</family></prefer></alias>`;
  const file = path.join(cache, 'fonts.conf');
  await mkdir(cache, { recursive: true });
  await writeFile(
    file,
    `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${directory}</dir>
  <cachedir>${path.join(cache, 'fontconfig')}</cachedir>
  ${prefer('sans-serif', 'DejaVu Sans')}
  ${prefer('serif', 'DejaVu Serif')}
  ${prefer('monospace', 'DejaVu Sans Mono')}
</fontconfig>
`,
  );
  return { FONTCONFIG_FILE: file };
}
