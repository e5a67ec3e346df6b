import { factPlace, factUrl, subjects } from '../../facts/facts.ts';
import { count, heading, indented, wrap } from '../../text/layout.ts';

/** Every fact as plain text, by subject: 72 columns, except for links, which have lines of their own. */
export function factsText(address: string): string {
  const lines = [
    ...heading('Where it stands in the kernel', '='),
    '',
    address,
    '',
    ...wrap(`${count(total(), 'fact')}, by subject: a place, what it shows, and a link.`),
    ...subjects.flatMap(({ title, facts }) => [
      '',
      ...heading(title),
      ...Object.values(facts).flatMap((fact) => [
        '',
        ...wrap(fact.kind === 'code' ? `${fact.function}, ${factPlace(fact)}` : factPlace(fact)),
        ...(fact.kind === 'commit' ? indented(fact.title, '') : []),
        ...indented(fact.shows, ''),
        ...(fact.corrects ? indented(`Not so: ${fact.corrects}`, '') : []),
        factUrl(fact),
      ]),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

/** How many facts there are. */
export const total = (): number => subjects.reduce((sum, { facts }) => sum + Object.keys(facts).length, 0);
