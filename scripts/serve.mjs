/**
 * Serves dist/ as a static host should: `node scripts/serve.mjs [port]`. With BASE_PATH set, the site sits under
 * that path, as it was built.
 */
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { answer, tell } from './answer.mjs';
import { headersFor } from './headers.mjs';
import { baseFrom, basePath } from './published.mjs';
import { run, WrongCall } from './wrong-call.mjs';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const LAST_PORT = 65535;

/**
 * @typedef {object} Options
 * @property {string} [dir]
 * @property {string | undefined} [base] the path that the site was built for
 * @property {number} [port] 0 takes any free one; another takes the next free one
 * @property {(file: string) => Record<string, string>} [headers] what goes with a file
 */

/**
 * Serves a folder until it is closed. Nothing that a client sends ends it.
 *
 * @param {Options} [options]
 * @returns {Promise<{ url: string, close: () => Promise<void> }>} `url` ends with a slash
 */
export async function serve({ dir = dist, base = '/', port = 0, headers = headersFor } = {}) {
  const root = basePath(base);
  const server = createServer((request, response) => {
    answer(request, response, { dir, root, headers }).catch((error) => {
      // What no client did: it is said here, and the next request gets its answer all the same.
      console.error(`serve: ${request.method} ${request.url}: ${error}`);
      tell(response, 500);
    });
  });
  // Node hands no CONNECT to the function above.
  server.on('connect', (_, socket) => {
    socket.on('error', () => {}); // has gone before it was told
    socket.end('HTTP/1.1 405 Method Not Allowed\r\nAllow: GET, HEAD\r\nConnection: close\r\n\r\n');
  });

  await listen(server, port);
  // A connection that cannot be accepted, with no file descriptor left, is no reason to end.
  server.on('error', (error) => console.error(`serve: ${error.message}`));
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

/** @param {import('node:http').Server} server @param {number} port */
async function listen(server, port) {
  for (let at = port; at <= LAST_PORT; at++) {
    try {
      await new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(at, 'localhost', () => resolve(server.removeListener('error', reject)));
      });
      return;
    } catch (error) {
      const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
      if (code !== 'EADDRINUSE') throw new WrongCall(`cannot listen on port ${at}: ${message}`);
    }
  }
  throw new WrongCall(`no port is free from ${port} on`);
}

/** @param {string[]} words */
function portFrom(words) {
  const [word = '4321'] = words;
  if (words.length > 1 || !/^\d+$/.test(word) || Number(word) > LAST_PORT)
    throw new WrongCall(`'${words.join(' ')}' is no port: expected one number from 0 to ${LAST_PORT}`);
  return Number(word);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await run('serve', async () => {
    const port = portFrom(process.argv.slice(2));
    const base = baseFrom(process.env);
    if (!existsSync(dist)) {
      console.error('There is no dist/ yet: run `npm run build` first.');
      process.exitCode = 1;
      return;
    }
    const { url } = await serve({ base, port });
    console.log(`\n  ${url}\n\n  Ctrl-C ends it.`);
  });
}
