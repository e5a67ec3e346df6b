/**
 * Serves dist/ as a static host would: `node scripts/serve.mjs [port]`. With BASE_PATH set, the site sits under
 * that path, as it was built.
 */
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import sirv from 'sirv';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));

/**
 * @param {{ dir?: string, base?: string | undefined, port?: number }} [options] `port` 0 takes any free one;
 *   another takes the next free one
 * @returns {Promise<{ url: string, close: () => Promise<void> }>} `url` ends with a slash
 */
export async function serve({ dir = dist, base = '/', port = 0 } = {}) {
  const root = `/${base}/`.replace(/\/+/g, '/');
  const files = sirv(dir, {
    dev: true, // looks at the disk for each request, so that a rebuild shows without a restart
    extensions: ['html'],
    gzip: true, // serves FILE.gz where there is one; the build makes none
    setHeaders(response, pathname) {
      // The plain-text twins are UTF-8; without this a browser guesses.
      if (pathname.endsWith('.txt')) response.setHeader('Content-Type', 'text/plain; charset=utf-8');
    },
  });

  const server = createServer((request, response) => {
    const { pathname, search } = URL.parse(`http://localhost${request.url}`) ?? { pathname: '', search: '' };
    /** @param {string} to */
    const redirect = (to) => response.writeHead(301, { Location: to + search }).end();
    const notFound = () => {
      const page = path.join(dir, '404.html');
      response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' });
      response.end(existsSync(page) ? readFileSync(page) : 'Not found\n');
    };
    if (pathname === '/' && root !== '/') return redirect(root);
    if (!`${pathname}/`.startsWith(root)) return notFound();
    const inside = pathname.slice(root.length - 1);
    if (!inside.endsWith('/') && isPage(dir, inside)) return redirect(`${pathname}/`);
    request.url = inside + search;
    return files(request, response, notFound);
  });

  for (;;) {
    try {
      await new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, 'localhost', () => resolve(server.removeListener('error', reject)));
      });
      break;
    } catch (error) {
      if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EADDRINUSE') throw error;
      port += 1;
    }
  }
  const address = /** @type {import('node:net').AddressInfo} */ (server.address());
  return {
    url: `http://localhost:${address.port}${root}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** @param {string} dir @param {string} pathname */
function isPage(dir, pathname) {
  try {
    return existsSync(path.join(dir, decodeURIComponent(pathname), 'index.html'));
  } catch {
    return false; // a malformed escape
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!existsSync(dist)) {
    console.error('There is no dist/ yet: run `npm run build` first.');
    process.exit(1);
  }
  const { url } = await serve({ base: process.env.BASE_PATH, port: Number(process.argv[2] ?? 4321) });
  console.log(`\n  ${url}\n\n  Ctrl-C ends it.`);
}
