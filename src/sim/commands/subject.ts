import { brief } from '../../text/brief.ts';
import { didYouMean } from '../../text/nearest.ts';
import { ModelError, type Schedule } from '../checker/index.ts';
import { clauseOf, composedNamed } from '../compose/index.ts';
import { designNamed } from '../designs/index.ts';
import { baseOf } from '../ids.ts';
import { crowded, type Example, today } from '../scenario/index.ts';
import { failureBeside } from '../trace/failure.ts';
import type { View } from '../trace/link.ts';
import { changesIn, namesNoExample, parseView } from '../trace/read-link.ts';
import { verdictOf } from '../verdicts/verdicts.ts';
import { designsOf, expectNone, type Options, UsageError } from './command.ts';

/** What is asked about: an example, and what the link of a figure says besides. */
export interface Subject {
  readonly example: Example;
  /** What the link shows; null where an example was named. */
  readonly view: View | null;
}

export const designsIn = ({ view }: Subject): readonly [string, string] | null =>
  view && [view.left, view.right];

/**
 * The one design that a command works on: the named one, or the one whose schedule the link tells, or the first of the told pair. Throws a UsageError, with
 * the command's name, for more of them.
 */
export function oneDesignOf(subject: Subject, design: string | undefined, command: string): string {
  const told = (designsIn(subject) ?? subject.example.pair)[subject.view?.teller === 'right' ? 1 : 0];
  const [id, ...others] = designsOf(design ?? told);
  if (others.length > 0) throw new UsageError(`${command} takes one design`);
  return id;
}

export function subjectOf(words: string[], options: Options, examples: readonly Example[]): Subject {
  const { example, view } = linked(words.map(today), examples);
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
    expectExample(baseOf(id), examples);
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
export function scheduleIn({ example, view }: Subject): Schedule | null {
  if (!view?.fails) return view?.schedule ?? null;
  const { left, right, teller, fails } = view;
  const [design, other] = teller === 'left' ? [left, right] : [right, left];
  const { verdict, schedule } = verdictOf(example, design, fails);
  if (verdict !== 'fails' || schedule === null)
    throw new ModelError(`${fails} ${verdict} under ${design}, so there is no failure to show`);
  return failureBeside(example, designNamed(design), designNamed(other), schedule).schedule;
}

/** Throws a UsageError that says which example was meant, if one is near. */
function expectExample(id: string, examples: readonly Example[]): void {
  const ids = examples.map((example) => example.id);
  const near = ids.includes(id) ? '' : didYouMean(id, ids);
  if (near) throw new UsageError(`there is no example '${brief(id)}'${near}`);
}

/** The example's name; of one with changes, which are told by themselves, that of the one that is changed. */
export const nameOf = ({ id, expects }: Example): string =>
  expects === 'nothing' ? `${baseOf(id)} with changes` : id;

/** The example with as many of its tasks as `--more` says. */
export function withMore(example: Example, more: string | undefined): Example {
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

/** What may name tasks names them as they are called today. */
export const withNamesOfToday = (options: Options): Options => ({
  ...options,
  schedule: options.schedule === undefined ? undefined : today(options.schedule),
  more: options.more === undefined ? undefined : today(options.more),
  with: options.with?.map(today),
});
