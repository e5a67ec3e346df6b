/**
 * Whether `symbol` stands in a line of C, from 1, or is the function that the line is in; without a line, whether the text
 * has it at all. Null if so, else what is there instead. Only the way in which the kernel is written is understood: a
 * function begins in the first column, and so does the brace that ends it.
 */
export function placeIn(text: readonly string[], symbol: string, line: number | undefined): string | null {
  const word = new RegExp(`\\b${symbol}\\b`);
  const lines = text.flatMap((one, i) => (word.test(one) ? [i + 1] : []));
  if (lines.length === 0) return `there is no ${symbol} in it`;
  if (line === undefined || lines.includes(line)) return null;
  const inside = enclosing(text, line);
  if (inside === symbol) return null;
  const nearest = lines.toSorted((a, b) => Math.abs(a - line) - Math.abs(b - line))[0];
  return `that line is ${inside === null ? 'in no function' : `in ${inside}()`}; the nearest with ${symbol} is ${nearest}`;
}

/** The function whose definition a line is in, its signature included; null if it is in none. */
function enclosing(text: readonly string[], line: number): string | null {
  // The signature may go on below, up to the brace that opens the body.
  for (let at = line; at >= 1; at--) {
    const one = text[at - 1];
    if (at < line && /^\}/.test(one)) return null;
    const name = /^(?:[A-Za-z_][\w\s*]*[\s*])?(\w+)\(/.exec(one)?.[1];
    if (name !== undefined && !/;\s*$/.test(one) && !/^\s/.test(one)) return name;
  }
  return null;
}

/**
 * The lines of a function's definition, from its name to the brace that ends it; null where the text defines no such
 * function. Lines are as they stand, so that two releases can be compared.
 */
export function definitionOf(text: readonly string[], name: string): readonly string[] | null {
  const starts = new RegExp(`^(?:[A-Za-z_][\\w\\s*]*[\\s*])?${name}\\(`);
  const from = text.findIndex((line, i) => starts.test(line) && opensBody(text, i));
  if (from < 0) return null;
  const end = text.findIndex((line, i) => i > from && /^\}/.test(line));
  return end < 0 ? null : text.slice(from, end + 1);
}

/** Whether what begins in line `at` (from 0) is a definition, and no declaration or call. */
function opensBody(text: readonly string[], at: number): boolean {
  for (const line of text.slice(at, at + 12)) {
    if (/^\{/.test(line)) return true;
    if (/;\s*$/.test(line)) return false;
  }
  return false;
}
