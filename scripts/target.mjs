/**
 * The names in an address's path, without escapes. Of a path that ends with a slash the last one is empty.
 *
 * @param {string} target what the first line of a request asks for: /a/b?c, or http://host/a/b?c as proxies say it
 * @returns {{ names: string[], query: string } | null} the query as it came, with its question mark; null for what can
 *   be no file: empty names, dots that lead elsewhere, escaped slashes or NULs, escapes that are none
 */
export function readTarget(target) {
  const [, path, query = ''] = /^(?:https?:\/\/[^/?]+(?=\/))?(\/[^?]*)(\?.*)?$/i.exec(target) ?? [];
  if (path === undefined) return null;
  try {
    const names = path.slice(1).split('/').map(decodeURIComponent);
    const isName = (/** @type {string} */ name, /** @type {number} */ at) =>
      name === '' ? at === names.length - 1 : name !== '.' && name !== '..' && !/[/\\\0]/.test(name);
    return names.every(isName) ? { names, query } : null;
  } catch {
    return null; // a malformed escape
  }
}

/** The names in a path that is escaped well. @param {string} path @returns {string[]} */
export const namesOf = (path) => path.split('/').filter(Boolean).map(decodeURIComponent);
