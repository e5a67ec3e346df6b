/** The way through the document: next and previous, one page for paper, one text, and addresses that moved. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { scenarios } from '../../src/recordings/families.ts';
import { redirects } from '../../src/redirects.ts';
import { examples } from '../../src/sim/examples/index.ts';
import { axe, dist, site, visit } from './harness.ts';

const file = (address: string) => readFileSync(path.join(dist, address), 'utf8');
const page = (address: string) => file(`${address}index.html`);
const base = new URL(site).pathname;
const inside = (href: string) => href.slice(base.length);

/** What is in docs/, and which of that are findings, in the order of urls.txt. */
const docs = new URL('../../docs/', import.meta.url);
const finding = new Map(
  readdirSync(docs).map((name) => [
    name.replace(/\.mdx$/, '/'),
    /^finding: true$/m.test(readFileSync(new URL(name, docs), 'utf8')),
  ]),
);
const written = file('urls.txt')
  .trim()
  .split('\n')
  .map((url) => inside(new URL(url).pathname))
  .filter((address) => finding.has(address));
const chapters = written.filter((address) => !finding.get(address));
const findings = written.filter((address) => finding.get(address));

/** The pages that `rel` leads through from `address`, that one included. */
function follow(address: string, rel: 'next' | 'prev'): string[] {
  const href = new RegExp(`<link rel="${rel}" href="([^"]+)"`).exec(page(address))?.[1];
  return [address, ...(href ? follow(inside(href), rel) : [])];
}

describe.each([
  ['chapters', chapters, '#chapters'],
  ['findings', findings, '#findings'],
  ['examples', examples.map(({ id }) => `x/${id}/`), 'x/'],
  ['recordings', scenarios.map(({ name }) => `r/${name}/`), 'r/'],
])('%s', (_, all, list) => {
  test('are read in order with "next", and back with "previous"', () => {
    expect(all.length).toBeGreaterThan(2);
    expect(follow(all[0], 'next')).toEqual(all);
    expect(follow(all.at(-1) as string, 'prev')).toEqual([...all].reverse());
  });

  test('say which one they are, and among what', async () => {
    const shown = await visit(all[1]);
    expect(await shown.locator('.kicker').innerText()).toMatch(/ 2 of \d+$/);
    expect(await shown.locator('header [aria-current]').getAttribute('href')).toBe(base + list);
    await shown.locator('.onward summary').click();
    expect(await shown.locator('.onward .entries a').count()).toBe(all.length);
    expect(await shown.locator('.onward [aria-current=page]').getAttribute('href')).toBe(base + all[1]);
    expect(await axe(shown)).toEqual([]);
  });

  test('have the way on in their plain text', () => {
    const text = file(all[1].replace(/\/$/, '.txt'));
    const [before, after] = [all[0], all[2]].map((address) => address.replace(/\/$/, '.txt'));
    expect(text).toMatch(
      new RegExp(`Previous: .+\n(.+\n)?\\S+/${before}\nNext: .+\n(.+\n)?\\S+/${after}\n$`),
    );
  });
});

describe('all chapters and findings', () => {
  test('stand on one page in order, and no id is there twice', () => {
    const html = page('print/');
    const at = written.map((address) => html.indexOf(`<h2 id="${address.slice(0, -1)}"`));
    expect(at).toEqual([...at].sort((a, b) => a - b));
    expect(at[0]).toBeGreaterThan(0);
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id);
    expect(ids.length).toBeGreaterThan(written.length);
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
  });

  test('lead to each other on that page', () => {
    const links = [...page('print/').matchAll(/<main[\s\S]*<\/main>/g)].join();
    for (const address of written)
      expect(links).not.toMatch(new RegExp(`href="${base}${address}(#[\\w-]*)?"`));
  });

  test('stand in one text in order, under a list of them', () => {
    const text = file('all.txt');
    const titles = written.map(
      (address) => /^(.+)\n=+\n/.exec(file(address.replace(/\/$/, '.txt')))?.[1] ?? '',
    );
    let from = 0;
    for (const part of [
      ...titles.map((title) => `.  ${title}\n`),
      ...titles.map((title) => `\n${title}\n==`),
    ]) {
      const at = text.indexOf(part, from);
      expect(at, part).toBeGreaterThan(0);
      from = at;
    }
  });
});

describe('on paper', () => {
  test.each(['print/', 'missed-wakeup/', 'design-space/', 'r/pin-direct-write-2m/'])(
    '/%s fits, with both designs',
    async (address) => {
      const paper = await visit(address, { viewport: { width: 660, height: 930 } });
      await paper.emulateMedia({ media: 'print' });
      expect(await paper.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(660);
      for (const figure of await paper.locator('figure').all()) {
        expect(await figure.locator('.head').first().isVisible()).toBe(true);
        expect(await figure.locator('.head').last().isVisible()).toBe(true);
      }
      // What scrolls on a screen is cut off on paper.
      for (const table of await paper.locator('.scroll, .recording').all())
        expect(await table.evaluate((e) => e.scrollWidth - e.clientWidth)).toBeLessThanOrEqual(0);
    },
  );
});

describe('an address that moved', () => {
  test.each(Object.entries(redirects))('/%s leads to /%s', async (from, to) => {
    const shown = await visit(from);
    await shown.waitForURL(site + to);
    expect(await shown.locator('h1').count()).toBe(1);
  });

  test.each(Object.keys(redirects))('/%s says so without a browser that follows', (from) => {
    expect(page(from)).toContain(`<a href="${base}${redirects[from]}"`);
  });

  test.each(Object.keys(redirects))('/%s may do no more than other pages', (from) => {
    /** Directives with their sources. */
    const policyOf = (address: string) => {
      const text =
        /<meta http-equiv="content-security-policy" content="([^"]*)"/.exec(page(address))?.[1] ?? '';
      const directives = text.split(';').map((directive) => directive.trim().split(' '));
      return new Map(directives.filter(([name]) => name).map(([name, ...sources]) => [name, sources]));
    };
    const others = policyOf('facts/');
    expect(others.size).toBeGreaterThan(5);
    expect([...policyOf(from).keys()]).toEqual([...others.keys()]);
    for (const [name, sources] of policyOf(from))
      expect(others.get(name)).toEqual(expect.arrayContaining(sources));
    expect(page(from)).not.toContain('<script');
  });
});

describe('the changes', () => {
  test('are the chapters’ own, all of them', () => {
    const listed = file('changes.txt').replace(/\s+/g, ' ');
    for (const address of written) {
      const text = file(address.replace(/\/$/, '.txt'));
      const title = /^(.+)\n/.exec(text)?.[1];
      const [, own] = /What changed\n-+\n\n([\s\S]*?)\n\n/.exec(text) ?? [];
      const changes = own.split(/^- /m).slice(1);
      expect(changes.length).toBeGreaterThan(0);
      for (const change of changes) {
        const what = change
          .replace(/^\d{4}-\d\d-\d\d: /, '')
          .replace(/\s+/g, ' ')
          .trim();
        expect(listed).toContain(`- ${title}: ${what}`);
      }
    }
  });
});

describe('for programs that read the site', () => {
  test('the feed has every change, each with an id of its own', () => {
    const feed = file('changes.atom');
    const listed = file('changes.txt').match(/^- /gm) ?? [];
    const entries = [...feed.matchAll(/<entry>[\s\S]*?<\/entry>/g)].map(([entry]) => entry);
    expect(entries).toHaveLength(listed.length);
    const ids = entries.map((entry) => /<id>([^<]*)<\/id>/.exec(entry)?.[1]);
    expect(new Set(ids).size).toBe(ids.length);
    for (const entry of entries)
      expect(entry).toMatch(/<link href="https:\/\/site\.example\/who-holds-the-page\/[\w-]+\/"/);
    expect(feed).toMatch(/^<\?xml[^>]*\?>\s*<feed xmlns="http:\/\/www\.w3\.org\/2005\/Atom">/);
  });

  test('the sitemap has every page, and robots are told where it is', () => {
    const pages = [...file('sitemap-0.xml').matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, url]) =>
      inside(new URL(url).pathname),
    );
    for (const address of [...chapters, ...examples.map(({ id }) => `x/${id}/`)])
      expect(pages).toContain(address);
    expect(file('robots.txt')).toContain(
      'Sitemap: https://site.example/who-holds-the-page/sitemap-index.xml',
    );
  });

  test('a link to a page has a title and a description where it is posted', () => {
    const html = page('missed-wakeup/');
    for (const name of ['og:title', 'og:description', 'og:url'])
      expect(html).toMatch(new RegExp(`<meta property="${name}" content="[^"]{3,}"`));
  });
});
