import type { Schedule } from '../checker/index.ts';
import { composedNamed } from '../compose/index.ts';
import { designIds, designNamed } from '../designs/index.ts';
import { exampleNamed, examples } from '../examples/index.ts';
import type { Landmark } from '../kernel/index.ts';
import { crowded, type Example } from '../scenario/index.ts';
import { sideOf, toldOn, toldPair } from '../trace/index.ts';
import { type ExampleVerdict, resultOf, type VerdictRef, verdictOf, verdictsOf } from './verdicts.ts';

/**
 * What is stated about examples, in chapters and in claims. Each of these throws when it is not so, with the example and
 * the property: what would lie does not build.
 */

/** The verdict that is relied on to be `is`. */
export function rely(of: VerdictRef, is: ExampleVerdict['verdict']): ExampleVerdict {
  const found = verdictAt(of);
  if (found.verdict === is && found.empty)
    throw new Error(
      `example ${of.example}, property ${of.property}, design ${of.design}: the page says 'holds', and it does, ` +
        `but of nothing: in none of ${found.states} states ${found.empty.title}`,
    );
  if (found.verdict === is) return found;
  throw new Error(
    `example ${of.example}, property ${of.property}, design ${of.design}: the page says '${is}', ` +
      `the checker finds '${found.verdict}' in ${found.states} states`,
  );
}

/**
 * How many designs the example is checked under, all of which must answer with `is`. A variant is no design of its own:
 * what is said of designs is not said of it.
 */
export function relyEverywhere(
  { example, property }: Omit<VerdictRef, 'design'>,
  is: ExampleVerdict['verdict'],
): number {
  const designs = exampleNamed(example).designs.filter((id) => designIds.includes(id));
  for (const design of designs) rely({ example, design, property }, is);
  return designs.length;
}

/** The shortest schedule that fails. Throws if there is none. */
export function failureOf(of: VerdictRef): Schedule {
  const { verdict, schedule } = verdictAt(of);
  if (verdict === 'fails' && schedule) return schedule;
  throw new Error(`${of.example}/${of.design}/${of.property} has no failing schedule`);
}

/** The first page's count at the end of the shortest schedule that fails. */
export function refcountAtEnd(of: VerdictRef): number {
  const side = sideOf(exampleNamed(of.example), of.design);
  for (const task of failureOf(of)) side.move(task);
  return side.picture().refcount[0];
}

/** What a search counts of an example under a design. */
export type Size = 'states' | 'transitions' | 'depth' | 'schedules';

/** How large a search was. Throws where that is endless. */
export function sizeOf({ example, design }: Omit<VerdictRef, 'property'>, what: Size): number | bigint {
  const size = resultOf(exampleNamed(example), designNamed(design).id)[what];
  if (size === null) throw new Error(`${example}/${design} has endlessly many complete schedules`);
  return size;
}

/** A verdict that is another one where there are more of a task. */
export type Change = Omit<VerdictRef, 'example'>;

/**
 * How many verdicts of an example stay as they are with as many of some of its tasks as `numbers` says, situations that a search must have met among
 * them; all but `changes` have to, and these must not.
 */
export function relyWithMore(
  example: Example,
  numbers: Readonly<Record<string, number>>,
  changes: readonly Change[],
): number {
  const crowd = crowded(example, numbers);
  const pairs = example.designs.flatMap((design) =>
    verdictsOf(example, design).map((one, i) => ({ one, more: verdictsOf(crowd, design)[i] })),
  );
  const isStated = ({ design, property }: ExampleVerdict) =>
    changes.some((change) => change.design === design && change.property === property);
  for (const { one, more } of pairs) {
    const { design, property, verdict } = one;
    if ((verdict !== more.verdict) === isStated(one) && more.verdict !== 'undecided') continue;
    throw new Error(
      `example ${example.id}, design ${design}, property ${property}: '${verdict}' with one of each, ` +
        `'${more.verdict}' with ${JSON.stringify(numbers)}; the page says that it ${isStated(one) ? 'changes' : 'stays'}`,
    );
  }
  const missing = changes.find(
    (change) => !pairs.some(({ one }) => isStated(one) && one.design === change.design),
  );
  if (missing) throw new Error(`example ${example.id} has no verdict ${missing.design}/${missing.property}`);
  return pairs.length - changes.length;
}

/** Every example under every design that it is checked under. */
export const searches = (): Omit<VerdictRef, 'property'>[] =>
  examples.flatMap(({ id, designs }) => designs.map((design) => ({ example: id, design })));

/** The row of the example's figure in which a step is first taken, by `task` if that is given. */
export function rowOf(example: Example, at: Landmark, task?: string): number {
  const row = toldPair(example).rows.find(
    (row) =>
      (task === undefined || row.task === task) &&
      [row.left, row.right].some((cell) => cell?.kind === 'moved' && cell.at === at),
  );
  if (row) return row.number;
  throw new Error(`the told schedule of ${example.id} does not come to ${at}${task ? ` in ${task}` : ''}`);
}

/** The first page's count around the first time that the told schedule comes to `at`, under any design. */
export function countsAt(example: Example, design: string, at: Landmark): { before: number; after: number } {
  const side = sideOf(example, design);
  for (const task of toldOn(example, design)) {
    const before = side.picture().refcount[0];
    if (side.next(task) === null) continue;
    const cell = side.move(task);
    if (cell.kind === 'moved' && cell.at === at) return { before, after: cell.after.refcount[0] };
  }
  throw new Error(`the told schedule of ${example.id} does not come to ${at} under ${design}`);
}

const verdictAt = ({ example, design, property }: VerdictRef): ExampleVerdict =>
  verdictOf(composedNamed(example), designNamed(design).id, property);
