import { hanging, heading, toAscii, WIDTH, wrap } from '../../text/layout.ts';
import { parseSchedule } from '../checker/index.ts';
import { designNamed } from '../designs/index.ts';
import { demands } from '../properties.ts';
import type { Example } from '../scenario/index.ts';
import { pair } from '../trace/index.ts';
import { lanes } from '../trace/lanes.ts';
import { sideBySide } from '../trace/side-by-side.ts';
import { verdictsOf } from './verdicts.ts';
import { observation, titleOf, verdictLines } from './words.ts';

/** An example as plain text: what is asked, the verdicts, the told schedule, and the shortest failures. */
export function exampleText(example: Example, url: string): string {
  const [left, right] = example.pair;
  const failures = example.designs.flatMap((design) =>
    verdictsOf(example, design).filter(({ verdict, schedule }) => verdict === 'fails' && schedule),
  );
  const nameWidth = Math.max(...example.actors.map(({ name }) => name.length)) + 1;
  const lines = [
    ...heading(example.title, '='),
    '',
    ...wrap(example.question),
    url,
    '',
    ...heading('Tasks'),
    ...example.actors.flatMap(({ name, role }) => hanging(name, role, nameWidth)),
    '',
    ...heading('What is asked'),
    ...example.demands.flatMap((id) => wrap(`${demands[id].title}: ${demands[id].statement}`, 70, '  ')),
    '',
    ...heading('Verdicts'),
    ...example.designs.flatMap((id) => {
      const { title, what } = designNamed(id);
      return [...wrap(`${title} (${id}): ${what}`, WIDTH, '  '), ...verdictLines(example, id), ''];
    }),
    ...heading('One schedule, two designs'),
    ...wrap(`Schedule, in steps of ${designNamed(left).title}: ${example.told}`),
    '',
    ...sideBySide(example, pair(example, left, right, parseSchedule(example.told))),
    '',
    ...failures.flatMap(({ design, property, schedule }) => [
      ...heading(`Shortest way to fail: ${designNamed(design).title}, ${titleOf(example, property)}`),
      ...lanes(example, design, schedule ?? []),
      '',
    ]),
    ...heading('In one line each'),
    ...example.designs.flatMap((design) =>
      verdictsOf(example, design)
        .filter(({ kind }) => kind !== 'sometimes')
        .flatMap((one) => wrap(observation(one), 72, '  ')),
    ),
    '',
    ...wrap(
      'Observation <example>/<design>/<property> <verdict> <states that show a failure> <states that do not>',
    ),
  ];
  return toAscii(`${lines.join('\n')}\n`);
}
