/**
 * Takes the README's picture of the figure from the built site in dist/, and makes favicon.ico from icon.svg:
 * `npm run build && npm run picture`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
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

const SIZE = 32;
const icon = await browser.newPage({ viewport: { width: SIZE, height: SIZE } });
const svg = readFileSync(new URL('../public/icon.svg', import.meta.url), 'utf8');
await icon.setContent(
  `<body style="margin:0">${svg.replace('<svg ', `<svg width="${SIZE}" style="display:block" `)}`,
);
const png = await icon.screenshot({ omitBackground: true });
// An ICO file with one picture: a header of 6 bytes, where the picture is in 16, and the PNG.
const head = Buffer.alloc(22);
head.writeUInt16LE(1, 2); // an icon
head.writeUInt16LE(1, 4); // one picture
head[6] = head[7] = SIZE;
head.writeUInt16LE(1, 10); // one plane
head.writeUInt16LE(32, 12); // bits a pixel
head.writeUInt32LE(png.length, 14);
head.writeUInt32LE(head.length, 18);
writeFileSync(new URL('../public/favicon.ico', import.meta.url), Buffer.concat([head, png]));
await browser.close();
await close();
