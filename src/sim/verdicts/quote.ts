import { toAscii, wrap } from '../../text/layout.ts';
import { designNamed } from '../designs/index.ts';
import type { Example } from '../scenario/index.ts';
import { verdictOf } from './verdicts.ts';
import { titleOf, verdictWords } from './words.ts';

/** The block to paste into a reply: the first demand's verdict under both designs, and the link as a footnote. */
export function quote(example: Example, url: string): string {
  const [property] = example.demands;
  const lines = example.pair.flatMap((design) =>
    wrap(
      `- ${designNamed(design).title} (${design}): ${verdictWords(verdictOf(example, design, property))}`,
      72,
      '  ',
    ),
  );
  const head = wrap(`${example.question} Property "${titleOf(example, property)}" [1]:`);
  return toAscii([...head, ...lines, '', `[1] ${url}`].join('\n'));
}
