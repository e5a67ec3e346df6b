import type { Design } from '../../sim/designs/index.ts';
import { titleOf, verdictWords } from '../../sim/verdicts/words.ts';
import { count, hanging, heading, indented, toAscii, wrap } from '../../text/layout.ts';
import { about } from './about.ts';

/** A design's page as plain text, in 72 columns. */
export function designText(design: Design, url: string): string {
  const { choices, found, neighbours } = about(design);
  const lines = [
    ...heading(design.title, '='),
    '',
    url,
    '',
    ...wrap(`Design ${design.id}: ${design.what}.`),
    '',
    ...heading('What it chooses'),
    ...choices.flatMap(({ name, what, value, where }) => [
      ...wrap(`${name}: ${value}`),
      ...indented(what, ''),
      ...where.flatMap(({ fn, place }) => indented(`${fn}, ${place}`, '')),
    ]),
    '',
    ...heading('What holds and what fails'),
    ...found.flatMap(({ example, verdicts }) => [
      ...wrap(`${example.title} (${example.id})`),
      ...verdicts.flatMap((one) => {
        const mark = one.empty
          ? '[ ?? ]'
          : one.verdict === 'holds'
            ? '[ok]'
            : one.verdict === 'fails'
              ? '[FAIL]'
              : '[ ?? ]';
        return hanging(`  ${mark}`, `${titleOf(example, one.property)}: ${verdictWords(one)}`, 9);
      }),
    ]),
    '',
    ...heading('Its neighbours'),
    ...neighbours.flatMap(({ design: other, differs }) => [
      ...wrap(`${other.title} (${other.id}): ${count(differs.length, 'choice')} otherwise`),
      ...differs.flatMap(({ name, there }) => indented(`${name}: ${there}`, '')),
    ]),
    '',
  ];
  return toAscii(lines.join('\n'));
}
