import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { launchChromium } from '../test/browser/chromium.ts';
import { withModule } from '../test/browser/modules.ts';
import type { Held } from './in-browser.ts';

/** Searches in one page: the first is cold, the last half are warm. */
const SEARCHES = 40;

/**
 * How long the search of missed-wakeup, current code, takes in Chromium: the first in a fresh page, and later ones there. Milliseconds, a page
 * for each run.
 */
export async function inBrowser(runs: number): Promise<{ version: string; cold: number[]; warm: number[] }> {
  const browser = await launchChromium();
  try {
    const cold: number[] = [];
    const warm: number[] = [];
    for (let i = 0; i < runs; i++) {
      const took = await withModule(
        browser,
        '/bench/in-browser.ts',
        (page) => page.evaluate(`searches(${SEARCHES})`) as Promise<number[]>,
      );
      cold.push(took[0]);
      warm.push(...took.slice(SEARCHES / 2));
    }
    return { version: browser.version(), cold, warm };
  } finally {
    await browser.close();
  }
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
