import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { listed } from '../text/layout.ts';

/** How many instructions it takes a kernel to take a page and let it go, as lab/cost has counted them. */
export interface Cost {
  /** "a DAX page through a pipe". */
  readonly what: string;
  readonly instructions: number;
  /** Of the same kernel without the option. */
  readonly before: number;
}

/** What was counted on a kernel with an option, "7.2+every-put-wakes", in the order of lab/cost. Throws if nothing was. */
export function costsOf(name: string): Cost[] {
  const series = name.replace(/\+.*/, '');
  const rows = readFileSync(new URL(`${series}.tsv`, pathToFileURL('lab/costs/')), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => line.split('\t'));
  const of = (kernel: string) => rows.filter(([id]) => id === kernel);
  const costs = of(name).map(([, instructions, what]) => {
    const [, before] = of(`${series}+unpatched`).find((row) => row[2] === what) ?? [];
    return { what, instructions: Number(instructions), before: Number(before) };
  });
  if (costs.length === 0) throw new Error(`lab/costs/${series}.tsv has no kernel '${name}'`);
  return costs;
}

/** The same as a sentence. */
export function costWords(name: string): string {
  const more = costsOf(name).map(
    ({ what, instructions, before }) =>
      `${(instructions - before).toLocaleString('en-US', { signDisplay: 'always' })} on ${before.toLocaleString('en-US')} for ${what}`,
  );
  return `Instructions: ${listed(more)}.`;
}
