/** The search page: with its index, without it, and without JavaScript. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { functions } from '../../src/search/functions.ts';
import { axe, dist, gzipSize, site, visit } from './harness.ts';

const base = new URL(site).pathname;
const found = (page: Page) =>
  page
    .locator('.results > li > a')
    .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).pathname));
const said = (page: Page) => page.locator('[role=status]').innerText();

/** The search page, with what it finds for `words`. */
async function search(words: string): Promise<Page> {
  const page = await visit(`search/?q=${words}`);
  await page.locator('.results li').first().waitFor();
  return page;
}

describe('a search', () => {
  test('can be linked, and leads to pages and their sections', async () => {
    const rare = functions().find(({ examples }) => examples.length > 0 && examples.length < 4);
    const word = rare?.fn.replace('()', '') as string;
    const page = await search(word);
    expect(await page.getByRole('searchbox').inputValue()).toBe(word);
    expect(await said(page)).toMatch(new RegExp(`^\\d+ pages? found for “${word}”\\.$`));
    const addresses = rare?.examples.map(({ id }) => `${base}x/${id}/`);
    expect(await found(page)).toEqual(expect.arrayContaining(addresses ?? []));
    expect(await page.locator('mark').first().innerText()).toContain(word);
    const section = page.locator('.results p a').first();
    const title = await section.innerText();
    await section.click();
    expect(await page.locator(':target').innerText()).toBe(title);
  });

  test('follows the typing, and the keys go through what it finds', async () => {
    const page = await visit('search/');
    await page.keyboard.press('/');
    await page.keyboard.type('invalidate_lock');
    await page.locator('.results li').first().waitFor();
    await page.waitForURL(/\?q=invalidate_lock$/);
    const first = page.locator('.results > li > a').first();
    await page.keyboard.press('ArrowDown');
    expect(await first.evaluate((link) => link === document.activeElement)).toBe(true);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.locator('.kicker').waitFor();
    expect(await page.locator('h1').count()).toBe(1);
    await page.goBack();
    await page.locator('.results li').first().waitFor();
    await page.keyboard.press('/');
    await page.keyboard.press('Delete');
    await expect.poll(() => page.locator('.results li').count()).toBe(0);
  });

  test.each([
    ['', 'zyzzyva', 'zyzzyva'],
    [', however it begins', 'a'.repeat(90), 'a'.repeat(90)],
    [', however many have the other', 'page+zyzzyva', 'zyzzyva'],
    [' in quotes', '"zyzzyva+page"', '"zyzzyva page"'],
  ])('says when nothing has a word%s', async (_, words, missing) => {
    const page = await visit(`search/?q=${words}`);
    await expect.poll(() => said(page)).toBe(`Nothing found for “${missing}”.`);
    expect(await found(page)).toEqual([]);
  });

  test('finds other forms of a word, and words that begin as it does', async () => {
    for (const words of ['waking', 'invalidate_lo', 'folio_put()', 'lost wake-ups']) {
      const page = await search(words);
      expect(await said(page)).toContain(`found for “${words}”`);
    }
  });

  test('is of some words: what is longer is not asked, and stays as it was written', async () => {
    const page = await visit('search/');
    const much = 'much '.repeat(100_000).trim();
    await page.getByRole('searchbox').fill(much);
    await expect
      .poll(() => said(page))
      .toBe(`A search has up to 100 characters, and this has ${much.length}.`);
    expect(new URL(page.url()).search).toBe('');
    expect(await page.getByRole('searchbox').inputValue()).toBe(much);
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThan(50_000);
    await page.getByRole('searchbox').fill('folio_put');
    await page.waitForURL(/\?q=folio_put$/);
    await expect.poll(() => said(page)).toContain('found for “folio_put”');
  });

  test('goes on where the browser will not have its address changed so often', async () => {
    const page = await visit('search/');
    await page.evaluate(() => {
      const replaceState = history.replaceState.bind(history);
      const until = Date.now() + 1500;
      history.replaceState = (...args) => {
        if (Date.now() < until) throw new DOMException('100 times per 30 seconds', 'SecurityError');
        replaceState(...args);
      };
    });
    await page.getByRole('searchbox').fill('folio_put');
    await expect.poll(() => said(page)).toContain('found for “folio_put”');
    await page.waitForURL(/\?q=folio_put$/);
  });

  test('passes axe with what it found, on a phone too', async () => {
    const page = await search('truncate');
    expect(await axe(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    expect(await axe(page)).toEqual([]);
  });

  test('shows more than the best pages when asked', async () => {
    const page = await search('page');
    const all = Number.parseInt(await said(page), 10);
    expect(all).toBeGreaterThan(10);
    expect(await found(page)).toHaveLength(10);
    await page.getByRole('button', { name: 'Show more' }).click();
    await expect.poll(() => found(page).then(({ length }) => length)).toBe(all);
  });

  test('leaves the index that stands in the page where its own cannot be loaded', async () => {
    const page = await visit('search/', { lost: /\/pagefind\// });
    await page.getByRole('searchbox').fill('folio_put');
    await expect.poll(() => said(page)).toContain('could not be loaded');
    expect(await page.locator('#folio_put').isVisible()).toBe(true);
  });

  test('loads nothing to search with before there is something to search for: 3 kB until then', async () => {
    const page = await visit('urls.txt');
    const loaded: string[] = [];
    page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
    await page.goto('search/');
    await page.getByRole('searchbox').waitFor();
    expect(loaded.filter((file) => file.includes('/pagefind/'))).toEqual([]);
    const scripts = loaded.filter((file) => file.endsWith('.js'));
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.reduce((sum, file) => sum + gzipSize(file.slice(base.length)), 0)).toBeLessThan(3000);
  });
});

test('chapters, examples and their like can be found, and nothing else', () => {
  const folder = path.join(dist, 'pagefind', 'fragment');
  const indexed = readdirSync(folder).map((file) => {
    const text = gunzipSync(readFileSync(path.join(folder, file))).toString();
    return JSON.parse(text.slice(text.indexOf('{'))) as { url: string; content: string };
  });
  const chapters = readdirSync(new URL('../../docs/', import.meta.url)).map((name) =>
    name.replace(/\.mdx$/, '/'),
  );
  const wanted = readFileSync(path.join(dist, 'urls.txt'), 'utf8')
    .trim()
    .split('\n')
    .map((url) => new URL(url).pathname.slice(base.length))
    .filter((address) => chapters.includes(address) || /^[a-z]\/[\w.-]+\/$/.test(address));
  expect(indexed.map(({ url }) => url.slice(1)).sort()).toEqual(wanted.sort());
  for (const { content } of indexed) expect(content).not.toContain('Every verdict, count and trace here');
});

describe('without JavaScript', () => {
  test('the page is an index of sections, examples and functions, and has no field that does nothing', async () => {
    const page = await visit('search/', { javaScriptEnabled: false });
    expect(await page.locator('input, button').count()).toBe(0);
    expect(await page.locator(`main a[href="${base}missed-wakeup/#two-patches"]`).isVisible()).toBe(true);
    expect(await page.locator('dt').allInnerTexts()).toEqual(functions().map(({ fn }) => fn));
    const links = page.locator('dt#folio_put + dd a');
    expect(await links.allInnerTexts()).toContain('bare-put');
  });
});
