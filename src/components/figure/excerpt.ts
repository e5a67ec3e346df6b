import type { Landmark } from '../../sim/kernel/index.ts';

/** A definition in the model's source, and the lines of it that a step is made in. */
export interface Excerpt {
  /** "src/sim/kernel/put.ts". */
  readonly file: string;
  /** Of its first line, from 1. */
  readonly line: number;
  /** The definition, whole. */
  readonly text: string;
  /** First and last line of each call that makes the step, or hands its name on: from 1 in the file. */
  readonly made: readonly Lines[];
}

type Lines = readonly [first: number, last: number];

/** Where in the model's source each step is made: file name to text. */
export class Excerpts {
  readonly #files: readonly (readonly [file: string, text: string])[];

  constructor(files: Readonly<Record<string, string>>) {
    // The table of all steps names each as well, and makes none.
    this.#files = Object.entries(files).filter(([file]) => !file.endsWith('/sources.ts'));
  }

  /**
   * What makes the step: each place that names it, and the helpers that it hands the name to, up to the one that calls step(). Throws an Error if
   * nothing names it.
   */
  of(at: Landmark): Excerpt[] {
    const found = this.#files.flatMap(([file, text]) =>
      [...text.matchAll(new RegExp(`'${at.replace('.', '\\.')}'(?! ?\\||\\): )`, 'g'))].flatMap(
        ({ index }) => {
          const call = callAround(text, index) ?? madeBelow(text, index);
          return [this.#excerpt(file, text, call), ...this.#helper(call.callee, new Set())];
        },
      ),
    );
    if (found.length === 0) throw new Error(`nothing in the model makes the step ${at}`);
    const definitions = Map.groupBy(found, ({ file, line }) => `${file}:${line}`);
    return [...definitions.values()].map((same) => ({
      ...same[0],
      made: same
        .flatMap(({ made }) => made)
        .filter(([first], i, all) => all.findIndex(([one]) => one === first) === i)
        .toSorted(([a], [b]) => a - b),
    }));
  }

  /** Where a helper makes a step of a name that it was handed. */
  #helper(name: string, known: Set<string>): Excerpt[] {
    if (name === 'step' || known.has(name)) return [];
    known.add(name);
    for (const [file, text] of this.#files) {
      const definition = new RegExp(`^(export )?(function\\*?|const) ${name}\\b`, 'm').exec(text);
      if (!definition) continue;
      const [from, to] = linesOf(text, definition.index);
      const body = text
        .split('\n')
        .slice(from - 1, to)
        .join('\n');
      return [...body.matchAll(/\b(\w+)\(t, (?:at|one)\b/g)].flatMap(({ index, 1: callee }) => {
        const start = offsetOf(text, from) + index + callee.length + 1;
        return [this.#excerpt(file, text, callAround(text, start) as Call), ...this.#helper(callee, known)];
      });
    }
    return [];
  }

  #excerpt(file: string, text: string, { start, end }: Call): Excerpt {
    const [from, to] = linesOf(text, start);
    return {
      file,
      line: from,
      text: text
        .split('\n')
        .slice(from - 1, to)
        .join('\n'),
      made: [[lineAt(text, start), lineAt(text, end)]],
    };
  }
}

interface Call {
  readonly callee: string;
  /** Where its name begins, and where its last parenthesis is. */
  readonly start: number;
  readonly end: number;
}

/** The call in whose arguments `index` stands; null if it stands in none of its definition. */
function callAround(text: string, index: number): Call | null {
  const first = offsetOf(text, linesOf(text, index)[0]);
  let open = index;
  for (let depth = 1; depth > 0; ) {
    open--;
    if (text[open] === ')') depth++;
    if (text[open] === '(') depth--;
    if (open < first) return null;
  }
  let end = open;
  for (let depth = 1; depth > 0; ) {
    end++;
    if (text[end] === '(') depth++;
    if (text[end] === ')') depth--;
  }
  const callee = /\w+$/.exec(text.slice(0, open))?.[0] ?? '';
  return { callee, start: open - callee.length, end };
}

/** The call that is handed a name that was chosen above it: from there to its end. */
function madeBelow(text: string, index: number): Call {
  const below = /\bstep\(t, at\b/g;
  below.lastIndex = index;
  const found = below.exec(text);
  const call = found && callAround(text, found.index + 'step('.length);
  if (!call) throw new Error('a step is named and not made');
  return { ...call, start: index };
}

/** First and last line of the definition, at the left margin, that `index` stands in. */
function linesOf(text: string, index: number): [first: number, last: number] {
  const lines = text.split('\n');
  let first = lineAt(text, index);
  while (first > 1 && !/^(export )?(function|const)\b/.test(lines[first - 1])) first--;
  let last = first;
  while (last < lines.length && !(lines[last] === '' && /^(\S|$)/.test(lines[last + 1] ?? ''))) last++;
  return [first, last];
}

const lineAt = (text: string, index: number): number => text.slice(0, index).split('\n').length;

const offsetOf = (text: string, line: number): number =>
  text
    .split('\n')
    .slice(0, line - 1)
    .reduce((sum, one) => sum + one.length + 1, 0);
