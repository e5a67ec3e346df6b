import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Response } from 'playwright-core';
import { serve } from '../scripts/serve.mjs';
import type { Weights } from '../src/speed/figures.ts';
import { launchChromium } from '../test/browser/chromium.ts';

/*
 * What a browser is sent for a page before anybody clicks: `npm run bench -- weights`, once the site is built. Pages of other sites are given as
 * `TITLE=FOLDER:PAGE`. Those on the page How fast are "/tmp/book:ch04-01-what-is-ownership.html", where Debian's package rust-doc was copied to by
 * `cp -rL /usr/share/doc/rust-doc/html/book /tmp/book`, as its links lead out of it; and a page of a site that Starlight made of README.md alone.
 */
const OURS = [
  ['the front page', ''],
  ['a chapter', 'missed-wakeup/'],
  ['an example, with its live figure', 'x/missed-wakeup/'],
] as const;

/** What is counted by itself, by the kind of request; everything else is `other`. */
const KINDS: Readonly<Record<string, 'html' | 'css' | 'js' | 'fonts'>> = {
  document: 'html',
  stylesheet: 'css',
  script: 'js',
  font: 'fonts',
};

/** Packed already: to pack it again would make it larger. */
const PACKED = /^(font|image\/(?!svg)|application\/(font|zip|gzip|wasm))/;

/** Weighs pages of ours, and those that are named. Throws for a page that is not there. */
export async function weights(others: readonly string[]): Promise<Weights> {
  const pages = [
    ...OURS.map(([title, page]) => ({ title, whose: 'ours' as const, dir: path.resolve('dist'), page })),
    ...others.map((other) => {
      const [, title, dir, page] = /^([^=]+)=([^:]+):(.*)$/.exec(other) ?? [];
      if (page === undefined) throw new Error(`'${other}'? Write TITLE=FOLDER:PAGE`);
      return { title, whose: 'theirs' as const, dir: path.resolve(dir), page };
    }),
  ];
  const browser = await launchChromium();
  try {
    const found: Weights['pages'][number][] = [];
    for (const { title, whose, dir, page } of pages) {
      const server = await serve({ dir, headers: () => ({}) });
      const tab = await browser.newPage();
      const answers: Response[] = [];
      tab.on('response', (answer) => answers.push(answer));
      const first = await tab.goto(`${server.url}${page}`, { waitUntil: 'networkidle' });
      if (!first?.ok()) throw new Error(`${title}: no ${page} in ${dir}`);
      const weight = { html: 0, css: 0, js: 0, fonts: 0, other: 0 };
      for (const answer of answers) {
        if (!answer.ok()) continue;
        const body = await answer.body();
        const isPacked = PACKED.test((await answer.headerValue('content-type')) ?? '');
        weight[KINDS[answer.request().resourceType()] ?? 'other'] += isPacked
          ? body.length
          : gzipSync(body, { level: 9 }).length;
      }
      found.push({ title, whose, ...weight });
      await tab.close();
      await server.close();
    }
    return { date: new Date().toISOString().slice(0, 10), pages: found };
  } finally {
    await browser.close();
  }
}
