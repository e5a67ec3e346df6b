/** The plainest text there is: ASCII, and lines that survive being quoted in a mail. */

/** Columns of a line, for every text form of the project. */
export const WIDTH = 72;

const ascii: readonly [RegExp, string][] = [
  [/[‘’]/g, "'"],
  [/[“”]/g, '"'],
  [/→/g, '->'],
  [/[–—]/g, '-'],
  [/…/g, '...'],
  [/≠/g, '!='],
  [/×/g, 'x'],
  [/\u00a0/g, ' '],
];

/** `text` in ASCII. Throws a RangeError that shows the first character it has no ASCII for. */
export function toAscii(text: string): string {
  const plain = ascii.reduce((result, [from, to]) => result.replace(from, to), text);
  const strange = /[^\n\x20-\x7e]/u.exec(plain);
  if (strange) throw new RangeError(`no ASCII for '${strange[0]}' in '${text}'`);
  return plain;
}

/**
 * Breaks `text` at spaces into lines of at most `width` columns; lines after the first start with `indent`.
 * A word that is longer than a line (a link) keeps a line of its own, whole.
 */
export function wrap(text: string, width = WIDTH, indent = ''): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.match(/\S+/g) ?? []) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length <= width || line === '') line = longer;
    else {
      lines.push(line);
      line = indent + word;
    }
  }
  return line === '' ? lines : [...lines, line];
}

/** `text` beside a label: the label stands in the first line, in a column of `margin`. */
export function hanging(label: string, text: string, margin: number): string[] {
  return wrap(text, WIDTH - margin).map((line, i) => (i === 0 ? label : '').padEnd(margin) + line);
}

/** A heading with a rule under it. */
export function heading(text: string, rule: '=' | '-' = '-'): string[] {
  const lines = wrap(text);
  return [...lines, rule.repeat(Math.max(...lines.map((line) => line.length)))];
}

/** A number with its noun: "1 state", "1,168 states". Numbers from 1,000 on get commas. */
export function count(n: number | bigint, singular: string, plural = `${singular}s`): string {
  return `${n.toLocaleString('en-US')} ${n === 1 || n === 1n ? singular : plural}`;
}

/** "a, b and c". */
export const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
