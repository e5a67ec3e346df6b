import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { claims } from '../../src/claims/claims.ts';
import {
  barePlace,
  doubtOf,
  type Fact,
  type FactId,
  factPlace,
  facts,
  factUrl,
  subjects,
} from '../../src/facts/facts.ts';
import { type MessageId, messages } from '../../src/facts/messages.ts';
import { scenarios } from '../../src/recordings/families.ts';
import { nameOf, traces } from '../../src/recordings/traces.ts';
import { examples } from '../../src/sim/examples/index.ts';
import { published } from '../published.ts';
import { sampleOf } from './alike.ts';
import { axe, compressed, dist, gzipSize, site, visit } from './harness.ts';

const chapters = readdirSync(new URL('../../docs/', import.meta.url))
  .filter((file) => file.endsWith('.mdx'))
  .map((file) => file.replace(/\.mdx$/, ''));
const recordings = scenarios.map(({ name }) => `r/${name}/`);
const pages = [
  '',
  ...chapters.map((id) => `${id}/`),
  'x/',
  ...examples.map(({ id }) => `x/${id}/`),
  ...claims.map(({ number }) => `c/${number}/`),
  'r/',
  ...recordings,
  ...['facts/', 'search/', 'print/', 'changes/', '404.html', 'x/missed-wakeup/embed/'],
];
const texts = [
  ...chapters.map((id) => `${id}.txt`),
  ...examples.map(({ id }) => `x/${id}.txt`),
  ...claims.map(({ number }) => `c/${number}.txt`),
  ...scenarios.map(({ name }) => `r/${name}.txt`),
  ...['facts.txt', 'all.txt', 'changes.txt'],
];
const known = new Map<string, string>();
const live = pages.filter((page) => read(page).includes('data-figure'));

/** The file behind an address, as it was built. */
function read(address: string): string {
  const file = path.join(dist, address, address === '' || address.endsWith('/') ? 'index.html' : '');
  const text = known.get(file) ?? readFileSync(file, 'utf8');
  known.set(file, text);
  return text;
}

/** kB as a reader's network counts them. */
const kB = 1000;

const modes = [
  ['light', { colorScheme: 'light' }, 1280],
  ['dark', { colorScheme: 'dark' }, 1280],
  ['forced colours', { colorScheme: 'light', forcedColors: 'active' }, 1280],
  ['320 px', { colorScheme: 'light', forcedColors: 'none' }, 320],
] as const;

const series = [
  examples.map(({ id }) => `x/${id}/`),
  claims.map(({ number }) => `c/${number}/`),
  scenarios.map(({ name }) => `r/${name}/`),
];
const samples = series.map((among) => sampleOf(among, read));
const alike = series.flatMap((among, i) => among.filter((page) => !samples[i].includes(page)));

test('of pages that are alike some are visited, and not most', () => {
  for (const [i, among] of series.entries()) {
    expect(samples[i].length).toBeGreaterThan(2);
    expect(samples[i].length).toBeLessThan(among.length / 2);
  }
});

describe.each(pages.filter((address) => !alike.includes(address)))('/%s, visited', (address) => {
  test('axe finds nothing, in any mode, and nothing sticks out', async () => {
    const page = await visit(address);
    for (const figure of await page.locator('[data-figure]').all()) {
      await figure.scrollIntoViewIfNeeded();
      await figure.locator('figure[data-live]').waitFor();
    }
    // All chapters at once are the elements that each has, which is looked at by itself.
    for (const [mode, media, width] of address === 'print/' ? modes.slice(0, 1) : modes) {
      await page.emulateMedia(media);
      await page.setViewportSize({ width, height: 720 });
      expect(await axe(page), mode).toEqual([]);
    }
    await page.emulateMedia({ colorScheme: null, forcedColors: null });
    for (const width of [1440, 1100, 768, 390, 320]) {
      await page.setViewportSize({ width, height: 800 });
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth),
        `at ${width} px`,
      ).toBeLessThanOrEqual(width);
    }
  });
});

describe.each(pages)('/%s', (address) => {
  test('has its title within the first five lines of a text browser', () => {
    const before = read(address)
      .replace(/<h1[\s\S]*/, '')
      .replace(/<head>[\s\S]*<\/head>|<[^>]*>/g, ' ');
    expect(before.replace(/\s+/g, ' ').length).toBeLessThan(4 * 80);
  });

  test('allows nothing but itself', () => {
    const policy =
      /<meta http-equiv="content-security-policy" content="([^"]*)"/i.exec(read(address))?.[1] ?? '';
    expect(policy).toContain("default-src 'none'");
    // The search is WebAssembly, and runs on its own page only. The word allows that, and no script from text.
    const allowed = address === 'search/' ? policy.replace(" 'wasm-unsafe-eval'", '') : policy;
    expect(allowed).not.toContain('unsafe');
    expect(policy).not.toContain('http');
    expect(read(address)).not.toMatch(/<script(?! type="application\/json"|[^>]* src=)/);
  });

  test('every link inside the site leads somewhere', () => {
    const here = new URL(address, site);
    for (const [, href] of read(address).matchAll(/\s(?:href|src)="([^"]+)"/g)) {
      const url = new URL(
        href.replaceAll('&amp;', '&').replace('https://site.example', new URL(site).origin),
        here,
      );
      if (url.origin !== here.origin) continue;
      expect(url.pathname, href).toMatch(new URL(site).pathname);
      const target = url.pathname.slice(new URL(site).pathname.length);
      const text = read(target);
      // A figure's own links carry a schedule; their rows are made in the browser.
      const id = decodeURIComponent(url.hash.slice(1));
      if (id && !/(^|\/)((row-)?\d+|fails)\//.test(id))
        expect(text, `${href}: no such place`).toContain(`id="${id}"`);
    }
  });
});

test.each(texts)('/%s is a mail: 72 columns of ASCII, links excepted', (address) => {
  const text = read(address);
  expect(text).toMatch(/^[\n\x20-\x7e]*$/);
  const long = text.split('\n').filter((line) => line.length > 72 && !/^(\[\d+\] )?https?:\S+$/.test(line));
  expect(long).toEqual([]);
});

describe('what nobody read is shown as such, and only that', () => {
  /** Every link to a fact or a mail in the built page, with what follows it. */
  const links = (address: string, kind: 'fact' | 'message') =>
    [
      ...read(address).matchAll(new RegExp(`<a [^>]*data-${kind}="([^"]+)"[^>]*>.*?</a>(?=(.{0,80}))`, 'gs')),
    ].map(([, id, after]) => ({
      id,
      marked: /^(<sup>[^<]*<\/sup>)?\s*<span class="doubt">\((our reading|not verified)/.test(after),
    }));

  test.each(pages)('/%s', (address) => {
    for (const { id, marked } of links(address, 'fact'))
      expect(marked, id).toBe(doubtOf(facts[id as FactId]) !== null);
    for (const { id, marked } of links(address, 'message'))
      expect(marked, id).toBe(!messages[id as MessageId].confirmed);
  });

  test('/facts/ and /facts.txt have them all', () => {
    const listed = [
      ...read('facts/').matchAll(
        /<dt>(?:<code>[^<]*<\/code>)?\s*<a class="fact" href="([^"]+)">([^<]+)<\/a>(?=(.{0,80}))/gs,
      ),
    ].map(([, url, place, after]) => ({
      url,
      place,
      marked: after.trimStart().startsWith('<span class="doubt">'),
    }));
    const all: Fact[] = subjects.flatMap((subject) => Object.values(subject.facts));
    expect(all).toHaveLength(Object.keys(facts).length);
    expect(listed).toEqual(
      all.map((fact) => ({ url: factUrl(fact), place: barePlace(fact), marked: doubtOf(fact) !== null })),
    );
    const text = read('facts.txt').replace(/\s+/g, ' ');
    for (const fact of Object.values(facts)) expect(text).toContain(`${factPlace(fact)} `);
  });

  test('an example that settles one is a link', () => {
    const settled = Object.values(facts).flatMap(({ settledBy }) => settledBy ?? []);
    expect(settled.length).toBeGreaterThan(0);
    const html = read('facts/').replace(/\s+/g, ' ');
    for (const id of settled)
      expect(html).toMatch(new RegExp(`settled by the example <a href="[^"]*/x/${id}/">${id}</a>\\)`));
  });
});

test('published addresses are kept, and new ones are written down in test/published.txt', () => {
  const now = read('urls.txt')
    .trim()
    .split('\n')
    .map((url) => url.replace('https://site.example/who-holds-the-page/', '') || '/');
  expect([...now].sort()).toEqual([...published].sort());
  for (const address of published) read(address === '/' ? '' : address);
});

test('an address that is not there gets a page that helps', async () => {
  const response = await fetch(new URL('missed-wake', site));
  expect(response.status).toBe(404);
  expect(await response.text()).toContain('missed-wakeup/');
});

test('plain text is served as UTF-8 text', async () => {
  const response = await fetch(new URL(texts[0], site));
  expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
});

test.each(traces.map((trace) => [nameOf(trace), trace] as const))(
  '/r/%s.json is the recording',
  (name, trace) => {
    expect(JSON.parse(read(`r/${name}.json`))).toEqual(trace);
  },
);

test.each(examples.map(({ id }) => id))('/x/%s.json is what the command line prints', (id) => {
  const { findings } = JSON.parse(read(`x/${id}.json`));
  expect(Object.keys(findings[0])).toEqual([
    'example',
    'design',
    'property',
    'verdict',
    'states',
    'transitions',
    'depth',
    'schedule',
    'empty',
  ]);
});

describe('budgets, gzip', () => {
  // All chapters at once is for paper, and as long as they are.
  test.each(pages.filter((page) => page !== 'print/'))(
    'HTML and CSS of /%s without its figures: 25 kB',
    (address) => {
      const html = read(address).replace(
        /<figure[\s\S]*?<\/figure>|<script type="application\/json">[\s\S]*?<\/script>/g,
        '',
      );
      const styles = [...html.matchAll(/<link rel="stylesheet" href="[^"]*?(_astro\/[^"]+)"/g)].map(
        ([, file]) => file,
      );
      const total = styles.reduce((sum, file) => sum + gzipSize(file), compressed(html));
      expect(total).toBeLessThan(25 * kB);
    },
  );

  test.each(pages.filter((page) => !live.includes(page) && page !== 'search/'))(
    '/%s has no JavaScript',
    async (address) => {
      expect(read(address)).not.toMatch(/<script(?! type="application\/json")/);
    },
  );

  test.each([...live, 'search/'])('what /%s loads at once is a file that imports no other', (address) => {
    const html = read(address);
    const scripts = [...html.matchAll(/<script type="module" src="[^"]*?(_astro\/[^"]+)"/g)];
    expect(scripts.length).toBeGreaterThan(0);
    for (const [, file] of scripts) expect(read(file), file).not.toMatch(/\b(from|import)\s*["'`]/);
    expect(html).not.toContain('<script type="module">');
  });
});
