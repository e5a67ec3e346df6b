import { hanging } from '../../text/layout.ts';
import { designs, variants } from '../designs/index.ts';
import { demands } from '../properties.ts';
import type { Example } from '../scenario/index.ts';
import { expectNone, type Options, type Surroundings } from './command.ts';

/** What there is: examples, designs, variants and properties. */
export function list(words: string[], { json }: Options, { examples, out }: Surroundings): number {
  expectNone(words);
  out(json ? listJson(examples) : listText(examples));
  return 0;
}

function listJson(examples: readonly Example[]): string {
  return JSON.stringify(
    {
      examples: examples.map(({ id, title, question, designs, demands }) => ({
        id,
        title,
        question,
        designs,
        properties: demands,
      })),
      // `when` was there before titles said so.
      designs: designs.map(({ id, title, what, choices }) => ({ id, title, when: title, what, choices })),
      variants: variants.map(({ id, title, choices }) => ({ id, title, choices })),
      properties: Object.values(demands).map(({ id, title, statement }) => ({ id, title, statement })),
    },
    null,
    2,
  );
}

function listText(examples: readonly Example[]): string {
  const table = (title: string, rows: readonly (readonly [id: string, words: string])[]) => [
    title,
    ...rows.flatMap(([id, words]) => hanging(`  ${id}`, words, 24)),
    '',
  ];
  return [
    ...table(
      'Examples',
      examples.map(({ id, question }) => [id, question]),
    ),
    ...table(
      'Designs',
      designs.map(({ id, title, what }) => [id, `${title}: ${what}`]),
    ),
    ...table(
      'Variants, to be added to a design with +',
      variants.map(({ id, title }) => [id, title]),
    ),
    ...table(
      'Properties',
      Object.values(demands).map(({ id, title }) => [id, title]),
    ),
  ]
    .join('\n')
    .trimEnd();
}
