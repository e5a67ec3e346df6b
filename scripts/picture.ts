/** Takes the README's picture of the figure from the built site in dist/: `npm run build && npm run picture`. */
import { fileURLToPath } from 'node:url';
import { launchChromium } from '../test/browser/chromium.ts';
import { serve } from './serve.mjs';

const { url, close } = await serve({ base: process.env.BASE_PATH });
const browser = await launchChromium();
const page = await browser.newPage({ viewport: { width: 1440, height: 2200 }, reducedMotion: 'reduce' });
await page.goto(`${url}missed-wakeup/`);
const figure = page.locator('[data-figure]').first();
await figure.scrollIntoViewIfNeeded();
await figure.locator('figure[data-live]').waitFor();
await figure.screenshot({ path: fileURLToPath(new URL('../public/figure.png', import.meta.url)) });
await browser.close();
await close();
