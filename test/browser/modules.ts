import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';

const root = new URL('../../', import.meta.url);

/**
 * Opens an empty page that has run a module of this repository, `/bench/in-browser.ts` say, hands it to `use`, and closes it. Modules go to the
 * browser as they are, without their types.
 */
export async function withModule<R>(
  browser: Browser,
  module: string,
  use: (page: Page) => Promise<R>,
): Promise<R> {
  const server = createServer(async ({ url = '/' }, answer) => {
    const isModule = /^\/(src|bench|test)\/[\w./-]+\.ts$/.test(url) && !url.includes('..');
    if (isModule) {
      const source = await readFile(fileURLToPath(new URL(`.${url}`, root)), 'utf8');
      answer.setHeader('content-type', 'text/javascript').end(stripTypeScriptTypes(source));
    } else if (url === '/')
      answer.setHeader('content-type', 'text/html').end('<!doctype html><title></title>');
    else answer.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const page = await browser.newPage();
  try {
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/`);
    await page.addScriptTag({ type: 'module', url: module });
    return await use(page);
  } finally {
    await page.close();
    server.close();
  }
}
