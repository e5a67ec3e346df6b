import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { launchChromium } from '../test/browser/chromium.ts';

const root = new URL('../', import.meta.url);
const PAGE = '<!doctype html><title>bench</title><script type="module" src="/bench/in-browser.ts"></script>';
/** Searches in one page: the first is cold, the last half are warm. */
const SEARCHES = 40;

/**
 * How long the search of missed-wakeup, current code, takes in Chromium: the first in a fresh page, and later ones there. Milliseconds, a page
 * for each run. The modules go to it as they are, without their types.
 */
export async function inBrowser(runs: number): Promise<{ version: string; cold: number[]; warm: number[] }> {
  const server = createServer(async ({ url = '/' }, answer) => {
    const isModule = /^\/(src|bench)\/[\w./-]+\.ts$/.test(url) && !url.includes('..');
    if (isModule) {
      const source = await readFile(fileURLToPath(new URL(`.${url}`, root)), 'utf8');
      answer.setHeader('content-type', 'text/javascript').end(stripTypeScriptTypes(source));
    } else if (url === '/') answer.setHeader('content-type', 'text/html').end(PAGE);
    else answer.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const browser = await launchChromium();
  try {
    const cold: number[] = [];
    const warm: number[] = [];
    for (let i = 0; i < runs; i++) {
      const page = await browser.newPage();
      await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
      await page.waitForFunction('globalThis.searches');
      const took = (await page.evaluate(`searches(${SEARCHES})`)) as number[];
      cold.push(took[0]);
      warm.push(...took.slice(SEARCHES / 2));
      await page.close();
    }
    return { version: browser.version(), cold, warm };
  } finally {
    await browser.close();
    server.close();
  }
}
