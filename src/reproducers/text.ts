import { indented, toAscii, WIDTH, wrap } from '../text/layout.ts';
import { outcomesOf, outcomeWords } from './said.ts';
import { headOf, sourceOf } from './source.ts';

/** What a program said, as plain text: each outcome once, with the kernels under it. */
export function saidLines(program: string): string[] {
  return outcomesOf(program).flatMap((one) => [
    ...wrap(`- exit code ${one.exit}, ${outcomeWords(one)}:`, WIDTH, '  '),
    ...indented(one.on.join(', '), ''),
  ]);
}

/** The block to paste into a mail: what the program asks, what it said where, and the links to page and source. */
export function programQuote(program: string, page: string, source: string): string {
  return toAscii(
    [
      ...wrap(`${headOf(sourceOf(program)).question} [1]`),
      `${program}.c [2] on Debian's kernels, under QEMU:`,
      ...saidLines(program),
      '',
      `[1] ${page}`,
      `[2] ${source}`,
    ].join('\n'),
  );
}
