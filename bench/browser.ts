import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../test/browser/chromium.ts';
import { withModule } from '../test/browser/modules.ts';
import type { Held } from './in-browser.ts';

/** Searches in one page: the first is cold, the last half are warm. */
const SEARCHES = 40;

/**
 * How long the search of missed-wakeup, current code, takes in Chromium: the first in a fresh page, and later ones there, a page for each
 * run. Once as any model is searched, and once as one that tests have examined.
 */
export async function inBrowser(runs: number): Promise<{ version: string; examined: Times; known: Times }> {
  const browser = await launchChromium();
  const examined: Times = { cold: [], warm: [] };
  const known: Times = { cold: [], warm: [] };
  try {
    for (let i = 0; i < runs; i++) {
      await add(browser, 'usual', examined);
      await add(browser, 'none', known);
    }
    return { version: browser.version(), examined, known };
  } finally {
    await browser.close();
  }
}

/** Milliseconds. */
export interface Times {
  readonly cold: number[];
  readonly warm: number[];
}

async function add(browser: Browser, examination: 'usual' | 'none', { cold, warm }: Times): Promise<void> {
  const took = await withModule(
    browser,
    '/bench/in-browser.ts',
    (page) => page.evaluate(`searches(${SEARCHES}, { examination: '${examination}' })`) as Promise<number[]>,
  );
  cold.push(took[0]);
  warm.push(...took.slice(SEARCHES / 2));
}

/**
 * What a search in Chromium holds that may hold so many bytes, and how many more than an empty page its process has in memory, at most, as
 * Linux counts them.
 */
export async function memoryInBrowser(budget: number): Promise<Held & { readonly resident: number }> {
  const browser = await launchChromium();
  try {
    return await withModule(browser, '/bench/in-browser.ts', async (page) => {
      const before = await residentMost(browser);
      const held = (await page.evaluate(`searchWithin(${budget})`)) as Held;
      return { ...held, resident: (await residentMost(browser)) - before };
    });
  } finally {
    await browser.close();
  }
}

/** Bytes of the largest of a browser's renderers, at its most so far. */
async function residentMost(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  const most = processInfo
    .filter(({ type }) => type === 'renderer')
    .map(
      ({ id }) => Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1]) * 1024,
    );
  return Math.max(...most);
}
