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
