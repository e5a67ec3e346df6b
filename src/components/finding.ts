import { parseSchedule } from '../sim/checker/index.ts';
import { designIds, designNamed } from '../sim/designs/index.ts';
import { type Example, exampleNamed, type Finding, findingOf, resultOf } from '../sim/examples/index.ts';
import type { Landmark } from '../sim/kernel/index.ts';
import { pair, sideOf } from '../sim/trace/index.ts';

/**
 * What pages may say about examples. Each of these throws when a page says something that is not so, with the
 * page, the example and the property: a page that lies does not build.
 */

/** The finding on `example/design/property`, which the page relies on to be `is`. */
export function claim(of: string, is: Finding['verdict'], page: string): Finding {
  return onPage(page, () => {
    const [example, design, property] = split(of, 3);
    const finding = findingOf(exampleNamed(example), designNamed(design).id, property);
    if (finding.verdict === is) return finding;
    throw new Error(
      `example ${example}, property ${property}, design ${design}: the page says '${is}', ` +
        `the checker finds '${finding.verdict}' in ${finding.states} states`,
    );
  });
}

/**
 * How many designs the example is checked under, all of which must answer `example/property` with `is`. A variant
 * is no design of its own: what is said of designs is not said of it.
 */
export function everywhere(of: string, is: Finding['verdict'], page: string): number {
  const [example, property] = onPage(page, () => split(of, 2));
  const designs = onPage(page, () => exampleNamed(example)).designs.filter((id) => designIds.includes(id));
  for (const design of designs) claim(`${example}/${design}/${property}`, is, page);
  return designs.length;
}

/** The first page's count at the end of the shortest schedule that fails `example/design/property`. */
export function refcountAtEnd(of: string, page: string): number {
  return onPage(page, () => {
    const [example, design, property] = split(of, 3);
    const { schedule } = findingOf(exampleNamed(example), designNamed(design).id, property);
    if (schedule === null) throw new Error(`${of} has no failing schedule to end`);
    const side = sideOf(exampleNamed(example), design);
    for (const task of schedule) side.move(task);
    return side.picture().refcount[0];
  });
}

/** A number from a search, with commas from 1,000 on. */
export function formatCount(of: string, what: string, page: string): string {
  return onPage(page, () => {
    if (what === 'steps') {
      const [example, design, property] = split(of, 3);
      const { schedule } = findingOf(exampleNamed(example), designNamed(design).id, property);
      if (schedule === null) throw new Error(`${of} has no failing schedule, so no steps to count`);
      return schedule.length.toLocaleString('en-US');
    }
    const [example, design] = split(of, 2);
    const result = resultOf(exampleNamed(example), designNamed(design).id);
    if (what === 'schedules' && result.schedules === null)
      throw new Error(`${of} has endlessly many complete schedules`);
    const numbers: Readonly<Record<string, number | bigint | null>> = {
      ...result,
      verdicts: null,
      stopped: null,
      notes: null,
    };
    const number = numbers[what];
    if (number === null || number === undefined) throw new Error(`there is no count of '${what}'`);
    return number.toLocaleString('en-US');
  });
}

/** The row of the example's figure in which a step is first taken. */
export function rowOf(of: string, at: Landmark, task: string | undefined, page: string): number {
  return onPage(page, () => {
    const example = exampleNamed(of);
    const row = toldRows(example).find(
      (row) =>
        (task === undefined || row.task === task) &&
        [row.left, row.right].some((cell) => cell?.kind === 'moved' && cell.at === at),
    );
    if (row) return row.number;
    throw new Error(`the told schedule of ${of} does not come to ${at}${task ? ` in ${task}` : ''}`);
  });
}

/** The count of the first page before or after the first time that a design's side comes to `at`. */
export function refcountAt(of: string, at: Landmark, show: 'before' | 'after', page: string): number {
  return onPage(page, () => {
    const [id, design] = split(of, 2);
    const example = exampleNamed(id);
    const side = example.pair[0] === design ? 'left' : 'right';
    if (example.pair[side === 'left' ? 0 : 1] !== design)
      throw new Error(`the figure of ${id} shows ${example.pair.join(' and ')}, not ${design}`);
    let count: number = designNamed(design).choices.idle;
    for (const row of toldRows(example)) {
      const cell = row[side];
      if (cell?.kind === 'moved' && cell.at === at) return show === 'before' ? count : cell.after.refcount[0];
      count = cell?.after.refcount[0] ?? count;
    }
    throw new Error(`the told schedule of ${id} does not come to ${at} under ${design}`);
  });
}

function toldRows(example: Example) {
  const [left, right] = example.pair;
  return pair(example, left, right, parseSchedule(example.told)).rows;
}

function split(of: string, parts: 2): [string, string];
function split(of: string, parts: 3): [string, string, string];
function split(of: string, parts: number): string[] {
  const words = of.split('/');
  if (words.length !== parts)
    throw new Error(`'${of}' should be ${['example', 'design', 'property'].slice(0, parts).join('/')}`);
  return words;
}

/** Runs `say`; whatever it throws names the page. */
export function onPage<T>(page: string, say: () => T): T {
  try {
    return say();
  } catch (error) {
    throw new Error(`${page}: ${(error as Error).message}`, { cause: error });
  }
}
