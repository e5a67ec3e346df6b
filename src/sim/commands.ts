import { parseArgs } from 'node:util';
import { brief } from '../text/brief.ts';
import { count, hanging, WIDTH, wrap } from '../text/layout.ts';
import { didYouMean } from '../text/nearest.ts';
import { exitCodes, type Output } from '../text/output.ts';
import {
  formatSchedule,
  ModelError,
  NotAlike,
  type Progress,
  parseSchedule,
  type Schedule,
} from './checker/index.ts';
import { catalogueLines, clauseOf, composedLines, composedNamed, tasksLines } from './compose/index.ts';
import { designNamed, designs, variants } from './designs/index.ts';
import { exported, forms, isForm, parseTrail, swarmOf, type Trail } from './export/index.ts';
import { demands } from './properties.ts';
import { askedIn, checkTasks, crowded, type Example, today } from './scenario/index.ts';
import { failureBeside } from './trace/failure.ts';
import { idleWords } from './trace/idle.ts';
import { pair, toldOn } from './trace/index.ts';
import { lanes } from './trace/lanes.ts';
import type { View } from './trace/link.ts';
import { changesIn, namesNoExample, parseView } from './trace/read-link.ts';
import { sideBySide } from './trace/side-by-side.ts';
import type { Trying } from './verdicts/changes.ts';
import { changesText } from './verdicts/changes-text.ts';
import { jsonLine } from './verdicts/json.ts';
import { matrixLines } from './verdicts/matrix.ts';
import { askedOf, type ExampleVerdict, searchedWith, verdictOf, verdictsOf } from './verdicts/verdicts.ts';
import { verdictLines } from './verdicts/words.ts';

const USAGE = `usage: sim list [--json]
       sim show <example> [--design a,b] [--schedule "app*4 io*3" | --property truncate-finishes | --trail file] [--more io=3]
       sim tasks [<example>]
       sim check <example> [--design a[,b]] [--more io=3[,app=2] [--whole] [--limit states]] [--json]
       sim why <example> [--design a] --property truncate-finishes
       sim matrix [--long | --json]
       sim export <example> [--design a] --to ${forms.join('|')} [--schedule "app*4 io*3"] [--more io=3]
       sim export <example> [--design a] --swarm searches [--more io=3]
why makes the choices of a design otherwise: what a verdict hangs on, and what would mend a failure
--more has so many of a task, which do the same: one state is searched of those that differ only in which is which; all
       of them with --whole
--swarm prints a script for models that are too large: so many of Spin's verifiers, here or on hosts that it is given
--trail has a run that Spin's verifier has written down, of a model that export has made
each takes --with "nic = pin, dma, unpin", any number of times: other tasks, more pages and processes, other questions; tasks says how
in place of an example's name there can be the link of a figure, which has designs and schedule
a design is a name like gup-put, or one with variants added to it, like gup-put+scan-unmapped, or
       with choices changed, like v6.15+gupRechecks=no
exit code 0: verdicts are as the examples expect; 1: they are not; 2: the call was wrong;
          ${exitCodes.notWritten}: output could not be written; ${exitCodes.readerGone}: its reader closed the pipe`;

class UsageError extends Error {}

/** Where a command looks, and where it writes lines. */
export interface Surroundings extends Output {
  readonly examples: readonly Example[];
  /** The text of a file. Throws if it cannot be read. */
  readonly read: (file: string) => string;
}

/** Returns the exit code. */
type Command = (words: string[], options: Options, here: Surroundings) => number;

interface Options {
  readonly design?: string | undefined;
  readonly schedule?: string | undefined;
  readonly json?: boolean | undefined;
  readonly to?: string | undefined;
  readonly more?: string | undefined;
  readonly whole?: boolean | undefined;
  readonly limit?: string | undefined;
  readonly trail?: string | undefined;
  readonly swarm?: string | undefined;
  readonly property?: string | undefined;
  readonly with?: readonly string[] | undefined;
  readonly long?: boolean | undefined;
}

/** What each command does, and the options that it takes. */
const commands: Readonly<Record<string, readonly [Command, ...(keyof Options)[]]>> = {
  list: [list, 'json'],
  show: [show, 'design', 'schedule', 'property', 'more', 'trail', 'with'],
  check: [check, 'design', 'json', 'more', 'whole', 'limit', 'with'],
  why: [why, 'design', 'property', 'with'],
  tasks: [tasks, 'with'],
  matrix: [matrix, 'json', 'long'],
  export: [exportTo, 'design', 'to', 'schedule', 'more', 'swarm', 'with'],
};

/**
 * The examples in a terminal. Output and exit codes are stable: other tools call this.
 * Exit 0: verdicts are as the examples expect. 1: they are not. 2: the call was wrong, with one line for stderr.
 * Two more are for output that does not arrive: see Output.
 */
export function sim(args: string[], here: Surroundings): number {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        design: { type: 'string' },
        schedule: { type: 'string' },
        json: { type: 'boolean' },
        to: { type: 'string' },
        more: { type: 'string' },
        whole: { type: 'boolean' },
        limit: { type: 'string' },
        trail: { type: 'string' },
        swarm: { type: 'string' },
        property: { type: 'string' },
        with: { type: 'string', multiple: true },
        long: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) {
      here.out(USAGE);
      return 0;
    }
    const [name = '', ...words] = positionals;
    const [command, ...takes] = Object.hasOwn(commands, name) ? commands[name] : [];
    if (!command)
      throw new UsageError(
        `${name ? `there is no command '${name}'` : 'no command'}; the commands are ${Object.keys(commands).join(', ')}${didYouMean(name, Object.keys(commands))}`,
      );
    const stray = Object.keys(values).find((option) => !takes.some((known) => known === option));
    if (stray) throw new UsageError(`${name} takes no --${stray}`);
    return command(words, withNamesOfToday(values), here);
  } catch (error) {
    if (!(error instanceof UsageError || error instanceof ModelError || isParseError(error))) throw error;
    here.err(`sim: ${(error as Error).message.split('\n')[0]}`);
    return 2;
  }
}

function list(words: string[], { json }: Options, { examples, out }: Surroundings): number {
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

function show(words: string[], options: Options, { examples, out, read }: Surroundings): number {
  const { design, schedule, trail, more, property } = options;
  const named = subjectOf(words, options, examples);
  const link = property === undefined ? named : failingOf(named, property, design);
  const example = withMore(link.example, more);
  const ids = design === undefined ? [...(designsIn(link) ?? example.pair)] : designsOf(design);
  const [left, right] = ids;
  if (ids.length > 2) throw new UsageError(`show takes one design or two, not ${ids.length}`);
  if (trail !== undefined && schedule !== undefined)
    throw new UsageError('show takes a schedule or a trail, not both');
  if (property !== undefined && (trail ?? schedule) !== undefined)
    throw new UsageError('show takes a property, or a schedule or a trail, not both');
  const run = trail === undefined ? null : trailOf(example, trail, read);
  const written = schedule === undefined ? scheduleIn(link) : parseSchedule(schedule);
  const steps = run?.schedule ?? written ?? toldOn(example, left);
  checkTasks(example, steps);
  const before = run?.before ?? steps.length;
  const goesRound = before < steps.length ? wrap(`from step ${before + 1} on it goes round for ever`) : [];
  const teller = written !== null && design === undefined ? (link.view?.teller ?? 'left') : 'left';
  const shown = pair(example, left, right ?? left, steps, teller);
  const body = right === undefined ? lanes(example, left, steps) : sideBySide(example, shown);
  out(
    [
      ...wrap(example.question),
      ...composedLines(example),
      ...wrap(`schedule: ${formatSchedule(steps)}`),
      ...goesRound,
      ...(written ? wrap(idleWords(shown)) : []),
      '',
      ...body,
    ].join('\n'),
  );
  return 0;
}

/** The same, to be shown as it fails: on the design that is named, or on the first of the told pair on which it does. */
function failingOf({ example, view }: Subject, property: string, design: string | undefined): Subject {
  const [left, right] =
    design === undefined ? (view ? [view.left, view.right] : example.pair) : designsOf(design);
  const others = right ?? left;
  const fails = (id: string) => verdictOf(example, id, property).verdict === 'fails';
  const teller = design === undefined && !fails(left) && fails(others) ? 'right' : 'left';
  const shown = { example: example.id, left, right: others, row: 1, schedule: null, fingerprint: null };
  return { example, view: { ...shown, teller, fails: property } };
}

/** What the tasks of an example do, and what they can do. */
function tasks(words: string[], options: Options, { examples, out }: Surroundings): number {
  const lines = words.length === 0 ? [] : [...tasksLines(subjectOf(words, options, examples).example), ''];
  out([...lines, ...catalogueLines()].join('\n'));
  return 0;
}

function check(words: string[], options: Options, here: Surroundings): number {
  const { design, whole, more } = options;
  const link = subjectOf(words, options, here.examples);
  const example = withMore(link.example, more);
  const ids = design === undefined ? (designsIn(link) ?? example.designs) : designsOf(design);
  const limit = limitOf(options);
  if (more === undefined && limit === undefined) return report(ids, [example], options, here);
  const search = (example: Example, id: string) =>
    searchedWith(example, [id], { whole, limit, onProgress: telling(here, `${nameOf(example)}, ${id}`) });
  try {
    return report(ids, [example], options, here, search);
  } catch (error) {
    if (!(error instanceof NotAlike)) throw error;
    throw new UsageError(`${error.what}; search the states of each, with --whole`);
  }
}

function why(words: string[], options: Options, here: Surroundings): number {
  const { design, property } = options;
  const { example, view } = subjectOf(words, options, here.examples);
  const [id, ...others] = designsOf(
    design ?? (view ? [view.left, view.right] : example.pair)[view?.teller === 'right' ? 1 : 0],
  );
  if (others.length > 0) throw new UsageError('why takes one design');
  const asked = property ?? view?.fails;
  if (!asked) throw new UsageError(`which --property? They are ${askedIn(example).join(', ')}`);
  const say = nowAndThen(here);
  const tell = ({ made, all }: Trying) => say(() => `${made} of ${count(all, 'search', 'searches')}`);
  here.out(changesText(example, id, asked, tell).join('\n'));
  return 0;
}

/** Says on stderr how far a search has come. */
function telling(here: Surroundings, what: string): (progress: Progress) => undefined {
  const say = nowAndThen(here);
  return ({ states }) => say(() => `${what}: ${count(states, 'state')} so far`);
}

/** Says something on stderr now and then: of what is short, nothing. */
function nowAndThen({ err }: Surroundings): (what: () => string) => undefined {
  let next = Date.now() + BETWEEN;
  return (what) => {
    if (Date.now() < next) return;
    next += BETWEEN;
    err(what());
  };
}

/** Milliseconds. */
const BETWEEN = 10_000;

function matrix(words: string[], options: Options, here: Surroundings): number {
  expectNone(words);
  if (options.json || options.long) return report(undefined, here.examples, options, here);
  here.out(matrixLines(here.examples).join('\n'));
  return unexpected(
    here.examples.flatMap((example) => example.designs.flatMap((id) => verdictsOf(example, id))),
    here,
  );
}

function exportTo(words: string[], options: Options, { examples, out }: Surroundings): number {
  const { design, to, schedule, more, swarm } = options;
  const link = subjectOf(words, options, examples);
  const example = withMore(link.example, more);
  const [id, ...others] = designsOf(
    design ?? (designsIn(link) ?? example.pair)[link.view?.teller === 'right' ? 1 : 0],
  );
  if (others.length > 0) throw new UsageError('export takes one design');
  if (swarm !== undefined) {
    if (to !== undefined || schedule !== undefined)
      throw new UsageError('export takes --swarm, or --to and its --schedule, not both');
    const words = [
      // A shell would take a semicolon of a task for its own.
      example.id.includes('+') ? `'${example.id}'` : example.id,
      ...(more === undefined ? [] : ['--more', more.replaceAll(/\s/g, '')]),
      '--design',
      id,
    ];
    out(swarmOf(example, id, numberOf('swarm', swarm, 'searches'), words.join(' ')));
    return 0;
  }
  if (to === undefined || !isForm(to))
    throw new UsageError(`export --to what? There are ${forms.join(', ')}`);
  const linked = to === 'itf' ? (scheduleIn(link) ?? undefined) : undefined;
  const steps = schedule === undefined ? linked : parseSchedule(schedule);
  if (steps) checkTasks(example, steps);
  out(exported(example, id, to, steps));
  return 0;
}

function report(
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
function unexpected(found: readonly ExampleVerdict[], { err }: Pick<Surroundings, 'err'>): number {
  const wrong = found.filter(({ verdict, expected }) => expected !== null && verdict !== expected);
  for (const { example, design, property, verdict, expected } of wrong)
    err(`${example}/${design}: ${property} ${verdict}, but the example expects that it ${expected}`);
  return wrong.length > 0 ? 1 : 0;
}

/** Throws a UsageError that says which example was meant, if one is near. */
function expectExample(id: string, examples: readonly Example[]): void {
  const ids = examples.map((example) => example.id);
  const near = ids.includes(id) ? '' : didYouMean(id, ids);
  if (near) throw new UsageError(`there is no example '${brief(id)}'${near}`);
}

/** The example's name; of one with changes, which are told by themselves, that of the one that is changed. */
const nameOf = ({ id, expects }: Example): string =>
  expects === 'nothing' ? `${id.split('+')[0]} with changes` : id;

/** What is asked about: an example, and what the link of a figure says besides. */
interface Subject {
  readonly example: Example;
  /** What the link shows; null where an example was named. */
  readonly view: View | null;
}

const designsIn = ({ view }: Subject): readonly [string, string] | null => view && [view.left, view.right];

function subjectOf(words: string[], options: Options, examples: readonly Example[]): Subject {
  const { example, view } = linked(words, examples);
  if (options.with === undefined) return { example, view };
  return { example: composedNamed(example.id + options.with.map(clauseOf).join(''), examples), view };
}

function linked([word, ...more]: string[], examples: readonly Example[]): Subject {
  if (word === undefined)
    throw new UsageError(`which example? They are ${examples.map((example) => example.id).join(', ')}`);
  expectNone(more);
  const [page, ...rest] = word.split('#');
  const own = /(?:^|\/)x\/([a-z0-9-]+)\/?$/.exec(page)?.[1];
  const id = own ?? page;
  if (rest.length === 0 && !id.includes('/')) {
    expectExample(id.split('+')[0], examples);
    return { example: composedNamed(id, examples), view: null };
  }
  const fragment = rest.length === 0 ? page : rest.join('#');
  const [name] = fragment.split(/[/+]/);
  const isShort = !examples.some(({ id }) => id === name) && namesNoExample(fragment);
  if (isShort && own === undefined)
    throw new UsageError(
      `the link does not say of which example: give it with its page, like x/missed-wakeup/#${brief(fragment)}`,
    );
  const base = composedNamed(isShort && own ? own : name, examples);
  try {
    const example = composedNamed(base.id + changesIn(fragment, base, isShort), examples);
    return { example, view: parseView(fragment, example, isShort) };
  } catch (error) {
    throw error instanceof ModelError ? new UsageError(`the link cannot be read: ${error.message}`) : error;
  }
}

/**
 * The schedule that a link shows: its own, or the shortest by which a property fails; null where it shows the told one. Throws a ModelError for a
 * property that does not fail, or is not asked.
 */
function scheduleIn({ example, view }: Subject): Schedule | null {
  if (!view?.fails) return view?.schedule ?? null;
  const { left, right, teller, fails } = view;
  const [design, other] = teller === 'left' ? [left, right] : [right, left];
  const { verdict, schedule } = verdictOf(example, design, fails);
  if (verdict !== 'fails' || schedule === null)
    throw new ModelError(`${fails} ${verdict} under ${design}, so there is no failure to show`);
  return failureBeside(example, designNamed(design), designNamed(other), schedule).schedule;
}

function trailOf({ actors }: Example, file: string, read: Surroundings['read']): Trail {
  const names = actors.map(({ name }) => name);
  let text: string;
  try {
    text = read(file);
  } catch (error) {
    throw new UsageError(`cannot read ${brief(file)}: ${(error as Error).message}`);
  }
  try {
    return parseTrail(text, names);
  } catch (error) {
    throw error instanceof ModelError ? new UsageError(`${brief(file)}: ${error.message}`) : error;
  }
}

/** What may name tasks names them as they are called today. */
const withNamesOfToday = (options: Options): Options => ({
  ...options,
  schedule: options.schedule === undefined ? undefined : today(options.schedule),
  more: options.more === undefined ? undefined : today(options.more),
  with: options.with?.map(today),
});

/** The example with as many of its tasks as `--more` says. */
function withMore(example: Example, more: string | undefined): Example {
  if (more === undefined) return example;
  const numbers = more.split(',').map((part): [string, number] => {
    const [, name, number] = /^\s*([a-z][a-z0-9-]*)=(\d+)\s*$/.exec(part) ?? [];
    if (name === undefined) throw new UsageError(`--more '${brief(part)}'? Write a task and how many: io=3`);
    return [name, Number(number)];
  });
  const twice = numbers.find(([name], i) => numbers.findIndex(([other]) => other === name) !== i);
  if (twice) throw new UsageError(`--more has ${twice[0]} twice`);
  return crowded(example, Object.fromEntries(numbers));
}

function limitOf({ limit }: Options): number | undefined {
  return limit === undefined ? undefined : numberOf('limit', limit, 'states');
}

function numberOf(option: string, text: string, of: string): number {
  if (/^\d{1,10}$/.test(text)) return Number(text);
  throw new UsageError(`--${option} '${brief(text)}'? Write a number of ${of}`);
}

function designsOf(text: string): string[] {
  return text.split(',').map((one) => {
    const id = one.trim();
    const ids = designs.map(({ id }) => id);
    const [base] = id.split('+');
    const near = ids.includes(base) ? '' : didYouMean(base, ids);
    if (near) throw new UsageError(`there is no design '${brief(base)}'${near}`);
    return designNamed(id).id;
  });
}

function expectNone([word]: string[]): void {
  if (word !== undefined) throw new UsageError(`'${word}' is one word too many`);
}

function isParseError(error: unknown): boolean {
  return String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS');
}
