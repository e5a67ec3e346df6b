/** Answers requests with the files of a folder. It is looked at anew for each, as a build may rewrite it meanwhile. */
import { lstat, readFile, realpath } from 'node:fs/promises';
import { STATUS_CODES } from 'node:http';
import path from 'node:path';
import { parse } from 'range-parser';
import send from 'send';
import { headersFor } from './headers.mjs';
import { namesOf, readTarget } from './target.mjs';

/**
 * @typedef {import('node:http').IncomingMessage} Request
 * @typedef {import('node:http').ServerResponse} Response
 * @typedef {{ folder: string, name: string, size: number }} File its name is a path in the folder, with slashes
 * @typedef {object} Site
 * @property {string} dir its folder
 * @property {string} root the path that it sits under, with slashes at both ends
 * @property {(name: string) => Record<string, string>} headers what goes with a file
 */

/**
 * Answers a request, whatever it asks for.
 *
 * @param {Request} request @param {Response} response @param {Site} site
 */
export async function answer(request, response, site) {
  const { dir, root } = site;
  response.on('error', () => {}); // who asked has gone
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return tell(response, 405, { Allow: 'GET, HEAD' });
  const target = readTarget(request.url ?? '');
  if (target === null) return missing(response, site);
  const { names, query } = target;
  /** @param {string} to */
  const redirect = (to) => tell(response, 301, { Location: to + query });

  const base = namesOf(root);
  if (base.length > 0 && names.join('/') === '') return redirect(root);
  if (!base.every((name, at) => name === names[at])) return missing(response, site);
  const inside = names.slice(base.length);
  if (inside.at(-1) === '') {
    const page = await regularFile(dir, inside.with(-1, 'index.html'));
    return page ? give(request, response, site, page) : missing(response, site);
  }
  const file = await regularFile(dir, inside);
  if (file) return give(request, response, site, file);
  if (!(await regularFile(dir, [...inside, 'index.html']))) return missing(response, site);
  return redirect(root + inside.map((name) => `${encodeURIComponent(name)}/`).join(''));
}

/**
 * Answers with the words of a status, and nothing else.
 *
 * @param {Response} response @param {number} status @param {Record<string, string>} [headers]
 */
export function tell(response, status, headers = {}) {
  instead(response, status, { ...headersFor('.txt'), ...headers }, `${STATUS_CODES[status]}\n`);
}

/** @param {Response} response @param {Site} site */
async function missing(response, { dir, headers }) {
  const page = await regularFile(dir, ['404.html']);
  const text = page && (await unlessGone(readFile(path.join(page.folder, page.name))));
  if (text === null) return tell(response, 404);
  instead(response, 404, { ...headers('404.html'), 'Content-Type': 'text/html; charset=utf-8' }, text);
}

/**
 * Answers with this, whatever was about to be sent: its headers would be taken for those of what comes now.
 *
 * @param {Response} response @param {number} status @param {Record<string, string>} headers
 * @param {string | Buffer} body
 */
function instead(response, status, headers, body) {
  if (response.headersSent) return void response.destroy();
  for (const name of response.getHeaderNames()) response.removeHeader(name);
  response.writeHead(status, { ...headers, 'Content-Length': Buffer.byteLength(body) }).end(body);
}

/**
 * A file in the folder; null for what is none. A link is none, wherever it leads: the folder may have one, and what it
 * leads to was not built to be published.
 *
 * @param {string} dir @param {readonly string[]} names @returns {Promise<File | null>}
 */
async function regularFile(dir, names) {
  const folder = await unlessGone(realpath(dir));
  if (folder === null) return null;
  const file = path.join(folder, ...names);
  if ((await unlessGone(realpath(file))) !== file) return null;
  const stat = await unlessGone(lstat(file));
  return stat?.isFile() ? { folder, name: names.join('/'), size: stat.size } : null;
}

/** What is said of a file that is not there, or not any more. */
const GONE = ['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'ELOOP'];

/**
 * @template T
 * @param {Promise<T>} looked @returns {Promise<T | null>}
 */
const unlessGone = (looked) =>
  looked.catch((error) => {
    if (GONE.includes(error.code)) return null;
    throw error;
  });

/** @param {Request} request @param {Response} response @param {Site} site @param {File} file */
async function give(request, response, site, { folder, name, size }) {
  const range = rangeIn(request, size);
  if (range === 'none') return tell(response, 416, { 'Content-Range': `bytes */${size}` });
  response.setHeaders(new Map(Object.entries({ ...site.headers(name), 'Accept-Ranges': 'bytes' })));
  if (range !== 'all') {
    response.statusCode = 206;
    response.setHeader('Content-Range', `bytes ${range.start}-${range.end}/${size}`);
  }

  const { promise, resolve, reject } = /** @type {PromiseWithResolvers<void>} */ (Promise.withResolvers());
  response.on('close', resolve);
  send(request, name.split('/').map(encodeURIComponent).join('/'), {
    root: folder,
    index: false,
    dotfiles: 'allow',
    cacheControl: false,
    acceptRanges: false, // rangeIn() is right about more of them
    ...(range === 'all' ? {} : range),
  })
    .on('error', reject)
    .on('directory', () => reject({ status: 404 })) // since it was looked at
    .on('stream', (stream) => {
      const length = range === 'all' ? response.getHeader('Content-Length') : range.end - range.start + 1;
      // send would read the first byte of an empty file, if it has one by now.
      if (Number(length) === 0) {
        stream.destroy();
        response.end();
      }
      // It was rewritten meanwhile, and what comes next on this connection would be taken for the rest of it.
      stream.on('end', () => stream.bytesRead !== Number(length) && response.destroy());
    })
    .pipe(response);
  return promise.catch((error) => {
    if (error.status === 404) return missing(response, site);
    if (error.status === 412) return tell(response, 412);
    throw error;
  });
}

/**
 * The part of a file that is asked for. What is no range in the sense of RFC 9110 asks for all of it. So do several, or
 * one with a condition: a server may leave those out.
 *
 * @param {Request} request @param {number} size
 * @returns {{ start: number, end: number } | 'all' | 'none'}
 */
function rangeIn({ method, headers }, size) {
  if (method !== 'GET' || !headers.range || Object.keys(headers).some((name) => name.startsWith('if-')))
    return 'all';
  const { code, type, ranges } = parse(size, headers.range);
  const INVALID = 1;
  if (type !== 'bytes' || code & INVALID || ranges.length > 1) return 'all';
  return ranges[0] ?? (code === 0 ? 'all' : 'none');
}
