import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { CDPSession, Page } from 'playwright-core';
import { serve } from '../scripts/serve.mjs';
import { examples } from '../src/sim/examples/index.ts';
import { resultOf } from '../src/sim/verdicts/verdicts.ts';
import { launchChromium } from '../test/browser/chromium.ts';

/** Searches in one page: the first brings the worker, the others are warm. */
const SEARCHES = 100;
/** Rows that are stepped to, there and back. */
const STEPS = 10_000;

/** What a figure of the built site does in Chromium, when its reader searches and steps. */
export interface FigureRun {
  readonly title: string;
  readonly states: number;
  /** Milliseconds, as the figure says. */
  readonly first: number;
  readonly warm: readonly number[];
  /** The longest that the page's own thread was busy meanwhile, in milliseconds; 0 if never for 50. */
  readonly busy: number;
  /** Bytes that the page's own scripts hold, garbage collected: when it is live, and after everything. */
  readonly held: readonly [before: number, after: number];
}

/** The missed wake-up, and what has the most states of all that the site offers. Throws if the site was not built. */
export async function figureRuns(): Promise<FigureRun[]> {
  const dir = fileURLToPath(new URL('../dist/', import.meta.url));
  if (!existsSync(dir)) throw new Error('there is no dist/ to measure: npm run build');
  const cells = examples.flatMap(({ id, designs }) => designs.map((design) => ({ id, design })));
  const statesOf = ({ id, design }: (typeof cells)[number]) =>
    resultOf(examples.find((one) => one.id === id) as (typeof examples)[number], design).states;
  const largest = cells.reduce((a, b) => (statesOf(b) > statesOf(a) ? b : a));
  const site = await serve({ dir });
  const browser = await launchChromium();
  try {
    const runs: FigureRun[] = [];
    for (const cell of [{ id: 'missed-wakeup', design: 'current' }, largest]) {
      const page = await browser.newPage();
      const cdp = await page.context().newCDPSession(page);
      await page.goto(`${site.url}x/${cell.id}/#${encodeURIComponent(`${cell.design},${cell.design}/1`)}`);
      runs.push({ title: `${cell.id}, ${cell.design}`, states: statesOf(cell), ...(await use(page, cdp)) });
      await page.close();
    }
    return runs;
  } finally {
    await browser.close();
    await site.close();
  }
}

async function use(page: Page, cdp: CDPSession): Promise<Omit<FigureRun, 'title' | 'states'>> {
  await page.locator('.ahead summary').first().click();
  await page.locator('.turn').waitFor();
  const before = await held(cdp);
  await page.evaluate(watch);
  const times: number[] = [];
  for (let i = 0; i < SEARCHES; i++) times.push(await page.evaluate(search));
  const busy = await page.evaluate(() => Math.max(0, ...(globalThis as unknown as Watched).tasks));
  await page.evaluate(step, STEPS);
  return { first: times[0], warm: times.slice(1), busy, held: [before, await held(cdp)] };
}

/** Bytes of scripts' objects. */
async function held(cdp: CDPSession): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  return usedSize;
}

interface Watched {
  tasks: number[];
}

/* What follows runs in the page. */

/** Notes how long tasks of more than 50 ms take. */
function watch(): void {
  const watched = globalThis as unknown as Watched;
  watched.tasks = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) watched.tasks.push(duration);
  }).observe({ entryTypes: ['longtask'] });
}

/** Presses the search of the left side, and reads how long it says that it took. */
function search(): Promise<number> {
  const status = document.querySelector('.ahead [role=status]') as HTMLElement;
  const button = [...document.querySelectorAll<HTMLButtonElement>('.ahead button')].find((one) =>
    one.textContent?.startsWith('Search every'),
  );
  return new Promise((resolve) => {
    let isRunning = false;
    new MutationObserver((_, observer) => {
      const said = /in (\d+) ms/.exec(status.textContent ?? '')?.[1];
      if (said === undefined) isRunning = true;
      if (said === undefined || !isRunning) return;
      observer.disconnect();
      resolve(Number(said));
    }).observe(status, { childList: true, characterData: true, subtree: true });
    button?.click();
  });
}

/** Steps to and fro. */
async function step(times: number): Promise<void> {
  const figure = document.querySelector('figure');
  for (let i = 0; i < times; i++) {
    const key = i % 40 < 20 ? 'ArrowRight' : 'ArrowLeft';
    figure?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    if (i % 10 === 0) await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}
