import { parseArgs } from 'node:util';
import { formatSchedule, ModelError, parseSchedule } from './checker/index.ts';
import { designNamed, designs } from './designs/index.ts';
import {
  checkTasks,
  type Example,
  exampleNamed,
  examples,
  type Finding,
  findingsOf,
} from './examples/index.ts';
import { demands } from './properties.ts';
import { jsonLine } from './text/json.ts';
import { lanes } from './text/lanes.ts';
import { WIDTH, wrap } from './text/layout.ts';
import { sideBySide } from './text/side-by-side.ts';
import { verdictLines } from './text/verdicts.ts';
import { pair } from './trace/pair.ts';

/**
 * The site's examples in a terminal. Output and exit codes are stable: other tools call this.
 * Exit 0: verdicts are as the examples expect. 1: they are not. 2: the call was wrong, with one line on stderr.
 */
const USAGE = `usage: sim list [--json]
       sim show <example> [--design a,b] [--schedule "app*4 rdma*3"]
       sim check <example> [--design a[,b]] [--json]
       sim matrix [--json]`;

class UsageError extends Error {}

const commands: Readonly<Record<string, (words: string[], options: Options) => number>> = {
  list,
  show,
  check,
  matrix,
};

interface Options {
  readonly design?: string | undefined;
  readonly schedule?: string | undefined;
  readonly json?: boolean | undefined;
}

function list(words: string[], { json }: Options): number {
  expectWords(words, 0);
  if (json)
    return print(
      JSON.stringify(
        {
          examples: examples.map(({ id, title, question, designs, demands }) => ({
            id,
            title,
            question,
            designs,
            properties: demands,
          })),
          designs: designs.map(({ id, title, when, choices }) => ({ id, title, when, choices })),
          properties: Object.values(demands).map(({ id, title, statement }) => ({ id, title, statement })),
        },
        null,
        2,
      ),
    );
  const table = (title: string, rows: readonly (readonly [string, string])[]) => [
    title,
    ...rows.flatMap(([id, words]) =>
      wrap(words, WIDTH - 24).map((line, i) => `  ${(i === 0 ? id : '').padEnd(22)}${line}`),
    ),
    '',
  ];
  return print(
    [
      ...table(
        'Examples',
        examples.map(({ id, question }) => [id, question]),
      ),
      ...table(
        'Designs',
        designs.map(({ id, title, when }) => [id, `${title}, ${when}`]),
      ),
      ...table(
        'Properties',
        Object.values(demands).map(({ id, title }) => [id, title]),
      ),
    ]
      .join('\n')
      .trimEnd(),
  );
}

function show(words: string[], { design, schedule }: Options): number {
  const example = exampleOf(words);
  const ids = design === undefined ? [...example.pair] : designsOf(design);
  if (ids.length > 2) throw new UsageError(`show takes one design or two, not ${ids.length}`);
  const steps = schedule === undefined ? toldFor(example, ids) : parseSchedule(schedule);
  const [left, right] = ids;
  checkTasks(example, steps);
  const body =
    right === undefined
      ? lanes(example, left, steps)
      : sideBySide(example, left, right, pair(example, left, right, steps));
  return print([example.question, ...wrap(`schedule: ${formatSchedule(steps)}`), '', ...body].join('\n'));
}

function check(words: string[], { design, json }: Options): number {
  const example = exampleOf(words);
  return report(design === undefined ? example.designs : designsOf(design), [example], json);
}

function matrix(words: string[], { json }: Options): number {
  expectWords(words, 0);
  return report(undefined, examples, json);
}

function report(ids: readonly string[] | undefined, which: readonly Example[], json = false): number {
  const findings: Finding[] = [];
  for (const example of which)
    for (const id of ids ?? example.designs) {
      const found = findingsOf(example, id);
      findings.push(...found);
      if (!json)
        print(
          [`${example.id}, ${id} (${designNamed(id).title})`, ...verdictLines(example, id), ''].join('\n'),
        );
    }
  const asked = findings.filter(({ kind }) => kind !== 'sometimes');
  if (json) print(JSON.stringify(asked.map(jsonLine), null, 2));
  const wrong = findings.filter(({ verdict, expected }) => verdict !== expected);
  for (const { example, design, property, verdict, expected } of wrong)
    process.stderr.write(
      `${example}/${design}: ${property} ${verdict}, but the example expects that it ${expected}\n`,
    );
  return wrong.length > 0 ? 1 : 0;
}

/** The told schedule, which is in steps of the example's left design; a single other design goes its own way. */
function toldFor(example: Example, [left, right]: readonly string[]): readonly string[] {
  const told = parseSchedule(example.told);
  if (right !== undefined || left === example.pair[0]) return told;
  const { rows } = pair(example, example.pair[0], left, told);
  return rows.filter((row) => row.right?.kind === 'moved').map(({ task }) => task);
}

function exampleOf(words: string[]): Example {
  expectWords(words, 1);
  return exampleNamed(words[0]);
}

function designsOf(text: string): string[] {
  return text.split(',').map((id) => designNamed(id.trim()).id);
}

function expectWords(words: string[], n: number): void {
  if (words.length < n)
    throw new UsageError(`which example? They are ${examples.map(({ id }) => id).join(', ')}`);
  if (words.length > n) throw new UsageError(`'${words[n]}' is one word too many`);
}

function print(text: string): number {
  process.stdout.write(`${text}\n`);
  return 0;
}

function main(args: string[]): number {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        design: { type: 'string' },
        schedule: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) return print(USAGE);
    const [name = '', ...words] = positionals;
    const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
    if (!command)
      throw new UsageError(
        `${name ? `there is no command '${name}'` : 'no command'}; the commands are ${Object.keys(commands).join(', ')}`,
      );
    return command(words, values);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof ModelError || isParseError(error))) throw error;
    process.stderr.write(`sim: ${(error as Error).message.split('\n')[0]}\n`);
    return 2;
  }
}

function isParseError(error: unknown): boolean {
  return String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS');
}

process.exitCode = main(process.argv.slice(2));
