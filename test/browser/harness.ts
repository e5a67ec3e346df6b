/**
 * What the browser tests have in common. A test says
 *
 *     const page = await visit('what/', { colorScheme: 'dark' });
 *
 * and uses Playwright from there. The page is closed when the test ends; the test fails if anything was wrong in
 * it that no reader would see: an error in the console (which is where a violated Content Security Policy
 * ends up), an exception, or a request to another origin.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, inject, onTestFinished } from 'vitest';
import { launchChromium } from './chromium.ts';

/** Where the built site is served; ends with a slash, and is not the root of its host. */
export const site: string = inject('site');
/** The directory that is served. */
export const dist: string = inject('dist');

let browser: Promise<Browser> | undefined;
afterAll(async () => (await browser)?.close());

/** The browser that a file's tests share, which is closed after them. */
export function chromium(): Promise<Browser> {
  browser ??= launchChromium();
  return browser;
}

interface VisitOptions extends BrowserContextOptions {
  /** Requests that do not arrive, as on a bad line. */
  readonly lost?: RegExp;
}

/** Opens an address relative to the site's root ('' is the front page) in a browser profile of its own. */
export async function visit(address = '', { lost, ...options }: VisitOptions = {}): Promise<Page> {
  const context = await (await chromium()).newContext({ baseURL: site, reducedMotion: 'reduce', ...options });
  const troubles: string[] = [];
  if (lost) await context.route(lost, (route) => route.abort());
  context.on('console', (message) => {
    const { url } = message.location();
    // A whole browser asks the host for its icon, beside what pages name: no reader sees whether that is there.
    const isOfHost = url === new URL('/favicon.ico', site).href;
    if (message.type() === 'error' && !isOfHost && !lost?.test(url)) troubles.push(message.text());
  });
  context.on('weberror', (error) => troubles.push(String(error.error().stack)));
  context.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== new URL(site).origin && !/^(data|blob|about):$/.test(url.protocol)) {
      troubles.push(`a request to ${url.origin}`);
    }
  });
  onTestFinished(async () => {
    await context.close();
    if (troubles.length > 0)
      throw new Error(`while ${address || 'the front page'} was open:\n${troubles.join('\n')}`);
  });
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

const axeSource = readFileSync(new URL(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** What axe finds wrong, one line each; [] is what a test wants. */
export async function axe(page: Page): Promise<string[]> {
  // Evaluated rather than added as a script, which the page's policy would refuse.
  await page.evaluate(axeSource);
  const { violations } = (await page.evaluate(
    "axe.run(document, { resultTypes: ['violations'], preload: false })",
  )) as AxeResults;
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary}`),
  );
}

/** Bytes that a text takes on the wire, gzip -9. */
export function compressed(text: string | Uint8Array): number {
  return gzipSync(text, { level: 9 }).length;
}

/** The same of a built file; 'what/' is what/index.html. */
export function gzipSize(file: string): number {
  return compressed(
    readFileSync(path.join(dist, file === '' || file.endsWith('/') ? `${file}index.html` : file)),
  );
}

/** Writes .cache/shots/NAME.png, for looking at, and returns its path. */
export async function screenshot(page: Page, name: string): Promise<string> {
  const file = path.join(dist, '..', 'shots', `${name}.png`);
  await page.screenshot({ path: file, fullPage: true });
  return file;
}
