import { WrongCall } from './wrong-call.mjs';

/**
 * Where the site is published: SITE_URL is the origin, BASE_PATH the path that it sits under. What is wrong there is
 * said at once, in one line: a build would find it minutes later, or never.
 */

/** @param {string} name @param {string} value @param {string} expected */
const wrong = (name, value, expected) =>
  new WrongCall(`${name} is ${JSON.stringify(value)}: expected ${expected}`);

/**
 * The origin that SITE_URL names.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {string}
 */
export function originFrom({ SITE_URL }) {
  if (!SITE_URL) return 'http://localhost:4321';
  const url = URL.parse(SITE_URL);
  if (url === null || !/^https?:$/.test(url.protocol) || !/^https?:\/\/[^/?#@\s]+\/?$/i.test(SITE_URL))
    throw wrong(
      'SITE_URL',
      SITE_URL,
      'an origin such as https://host, with no path: that goes into BASE_PATH',
    );
  return url.origin;
}

/**
 * The path that BASE_PATH names, escaped as in an address; begins and ends with a slash.
 *
 * @param {NodeJS.ProcessEnv} env
 * @returns {string}
 */
export const baseFrom = ({ BASE_PATH }) => basePath(BASE_PATH || '/');

/**
 * @param {string} path such as /some/path; its outer slashes may be missing, and escapes may be
 * @returns {string}
 */
export function basePath(path) {
  const names = path.split('/').filter(Boolean);
  const escaped = names.map(escapedName);
  if (escaped.includes(null) || /^\/\/|[\\?#]/.test(path))
    throw wrong('BASE_PATH', path, 'a path such as /some/path, of plain names');
  return escaped.length === 0 ? '/' : `/${escaped.join('/')}/`;
}

/** A name as it stands in an address; null if it is none. @param {string} name */
function escapedName(name) {
  try {
    const plain = decodeURIComponent(name);
    return /^\.{1,2}$|[\p{Cc}/\\]/u.test(plain) ? null : encodeURIComponent(plain);
  } catch {
    return null; // a malformed escape
  }
}
