/**
 * `npm run lighthouse [page...]`: builds the site, serves it compressed, as hosts do, and prints all four Lighthouse
 * categories for each page on a phone and on a desktop. Performance is that of this machine at this moment:
 * run it when nothing else runs, and more than once.
 */
import { execFileSync } from 'node:child_process';
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { devices, startLighthouse } from '../test/browser/lighthouse.ts';
import { headersFor } from './headers.mjs';
import { serve } from './serve.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const dir = path.join(root, '.cache', 'lighthouse');
const categories = ['performance', 'accessibility', 'best-practices', 'seo'];
const isPacked = (file: string) => /\.(html|css|js|txt|json|svg)$/.test(file);
const pages = process.argv.slice(2);
if (pages.length === 0) pages.push('', 'missed-wakeup/', 'x/missed-wakeup/', 'c/5/');

execFileSync(process.execPath, ['scripts/astro.mjs', 'build', '--outDir', dir, '--silent'], {
  cwd: root,
  env: { ...process.env, BASE_PATH: '/' },
  stdio: 'inherit',
});
for (const file of globSync('**/*', { cwd: dir }).filter(isPacked)) {
  const full = path.join(dir, file);
  writeFileSync(full, gzipSync(readFileSync(full), { level: 9 }));
}

const server = await serve({
  dir,
  headers: (file) => ({ ...headersFor(file), ...(isPacked(file) && { 'Content-Encoding': 'gzip' }) }),
});
const lighthouse = await startLighthouse();
let perfect = true;
for (const page of pages) {
  for (const device of devices) {
    const scores = await lighthouse.judge(server.url + page, device, categories);
    console.log(`/${page} on a ${device}`);
    for (const [category, { score, lost }] of Object.entries(scores)) {
      console.log(
        `  ${String(score).padStart(3)}  ${category}${lost.map((line) => `\n         ${line}`).join('')}`,
      );
      perfect &&= score === 100;
    }
  }
}
await lighthouse.close();
await server.close();
process.exitCode = perfect ? 0 : 1;
