import { WIDTH, wrap } from '../../text/layout.ts';
import { composedLines } from '../compose/index.ts';
import { designNamed } from '../designs/index.ts';
import type { Example } from '../scenario/index.ts';
import { jsonLine } from '../verdicts/json.ts';
import { askedOf, type ExampleVerdict, verdictsOf } from '../verdicts/verdicts.ts';
import { verdictLines } from '../verdicts/words.ts';
import type { Options, Surroundings } from './command.ts';
import { nameOf } from './subject.ts';

/** Verdicts on examples, of these designs or of all of theirs; the exit code. */
export function report(
  ids: readonly string[] | undefined,
  examples: readonly Example[],
  { json, more }: Options,
  { out, err }: Surroundings,
  search: (example: Example, design: string) => Example = (example) => example,
): number {
  const crowd = more === undefined ? '' : ` --more ${more}`;
  const found: ExampleVerdict[] = [];
  const asked: ExampleVerdict[] = [];
  for (const each of examples)
    for (const id of ids ?? each.designs) {
      const example = search(each, id);
      found.push(...verdictsOf(example, id));
      asked.push(...askedOf(example, id));
      if (!json)
        out(
          [
            ...wrap(`${nameOf(example)}${crowd}, ${designNamed(id).title} (${id})`, WIDTH, '  '),
            ...composedLines(example),
            ...verdictLines(example, id),
            '',
          ].join('\n'),
        );
    }
  if (json)
    out(
      JSON.stringify(
        asked.map((one) => ({ ...jsonLine(one), ...(more && { more }) })),
        null,
        2,
      ),
    );
  return unexpected(found, { err });
}

/** Says which verdicts are not as their examples expect; the exit code of that. */
export function unexpected(found: readonly ExampleVerdict[], { err }: Pick<Surroundings, 'err'>): number {
  const wrong = found.filter(({ verdict, expected }) => expected !== null && verdict !== expected);
  for (const { example, design, property, verdict, expected } of wrong)
    err(`${example}/${design}: ${property} ${verdict}, but the example expects that it ${expected}`);
  return wrong.length > 0 ? 1 : 0;
}
