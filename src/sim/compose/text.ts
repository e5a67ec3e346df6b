import { brief } from '../../text/brief.ts';
import { hanging, heading, wrap } from '../../text/layout.ts';
import { ModelError } from '../checker/index.ts';
import { baseOf } from '../ids.ts';
import type { Example, Scenario } from '../scenario/index.ts';
import { actions, type On } from './actions.ts';
import { readClauses } from './clauses.ts';
import { conditionForms } from './conditions.ts';
import { taskWords } from './tasks-of.ts';

/** The words of an example's tasks now, with what is changed. */
export function wordsOf(scenario: Pick<Scenario, 'id'>): [name: string, words: string][] {
  const base = baseOf(scenario.id);
  const { tasks } = readClauses(scenario.id.slice(base.length));
  const all = new Map<string, string | null>([...taskWords({ id: base }), ...tasks]);
  return [...all].flatMap(([name, words]): [string, string][] =>
    words === null ? [] : [[name, words.replace(/([,;:])(?=\S)/g, '$1 ')]],
  );
}

/** What the tasks of an example are, in the words by which they can be changed, and what is asked besides. */
export function tasksLines(example: Example): string[] {
  const { pages, processes, files = [0] } = example;
  const number = new Set(files).size;
  return [
    ...wrap(`pages = ${pages / number}, processes = ${processes}, files = ${number}`),
    ...wordsOf(example).flatMap(([name, words]) => hanging(`${name} =`, words, 10)),
    ...(example.questions ?? []).flatMap(({ id, title }) => hanging(id, title, 10)),
  ];
}

/** The same where somebody has changed something; no line where nobody has. */
export const composedLines = (example: Example): string[] =>
  example.expects === 'nothing' ? ['', ...tasksLines(example), ''] : [];

/** What tasks can do and what can be asked. */
export function catalogueLines(): string[] {
  const on: On = { page: 0, process: 1, to: 0 };
  return [
    ...heading('What a task can do'),
    ...Object.entries(actions).flatMap(([word, { says, takes }]) =>
      hanging(`  ${[word, ...takes.map((kind) => `[${kind} N]`)].join(' ')}`, says(on), 26),
    ),
    '',
    ...wrap(
      'Commas part what is done in one call: who is refused a page there lets go of those that it has, and the call is over. Semicolons part calls.',
    ),
    '  --with "nic = pin, dma, unpin"          one more task, or another',
    '  --with "peer = process 1: touch; munmap"',
    '  --with "trunc = nobody"                 without that task',
    '  --with "pages = 2"                      so of processes and files',
    '  --with "ask = no-refused-fault"         see: sim list',
    '',
    ...heading('What can be asked'),
    ...conditionForms.map((form) => `  ${form}`),
    '',
    ...wrap('Joined by and, or, not and parentheses.'),
    '  --with "never (trunc asleep and page 0 is idle)"',
    '  --with "not for ever trunc asleep"',
    '  --with "sometimes block 0 is free and not io ended"',
  ];
}

/** What somebody has written by itself, `nic = pin` or `never trunc asleep`, as it stands after an example's name. Throws a {@link ModelError} where it is neither. */
export function clauseOf(text: string): string {
  const asked = /^\s*(never|not[\s-]for[\s-]ever|sometimes)\b\s*=?\s*([\s\S]+)$/.exec(text);
  const [, key, words] = asked ?? /^\s*([a-z][a-z0-9-]*)\s*=\s*([\s\S]+)$/.exec(text) ?? [];
  if (key === undefined || words === undefined)
    throw new ModelError(
      `'${brief(text)}' changes nothing: write "nic = pin, dma, unpin", "pages = 2", or "never trunc asleep"`,
    );
  return `+${key.replaceAll(/\s/g, '-')}=${words.trim().replace(/\s+/g, '_')}`;
}
