import { toAscii, WIDTH, wrap } from '../text/layout.ts';
import { outcomesOf } from './said.ts';
import { headOf, sourceOf } from './source.ts';

/** What a program said, as plain text: each outcome once, with the kernels under it. */
export function saidLines(program: string): string[] {
  return outcomesOf(program).flatMap(({ exit, verdict, trouble, on }) => {
    const log = trouble.length === 0 ? '' : `; kernel log: ${trouble.join(', ')}`;
    return [
      ...wrap(`- exit code ${exit}, ${verdict}${log}:`, WIDTH, '  '),
      ...wrap(on.join(', '), WIDTH - 2).map((line) => `  ${line}`),
    ];
  });
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
