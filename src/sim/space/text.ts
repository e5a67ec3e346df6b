import { count, WIDTH, wrap } from '../../text/layout.ts';
import { designNamed } from '../designs/index.ts';
import { type DemandId, demands } from '../properties.ts';
import { type ChangeSet, changesIn } from './change-set.ts';
import type { Standing } from './knowledge.ts';
import { lacks } from './nearby.ts';

/** What was looked for near a design, and what was found. */
export interface Mended {
  /** Of what: an example's id, or `all`. */
  readonly subject: string;
  readonly design: string;
  readonly wanted: readonly DemandId[];
  readonly max: number;
  /** Sets of changes that were looked at. */
  readonly looked: number;
  /** Where the design stands without a change. */
  readonly before: Standing;
  /** The smallest sets, those that lack least first. */
  readonly sets: readonly ChangeSet[];
}

/** Titles of demands, in a row. */
export const titlesOf = (ids: readonly DemandId[]): string => ids.map((id) => demands[id].title).join('; ');

/** What was found, as text. */
export function mendedLines({ subject, design, wanted, max, looked, before, sets }: Mended): string[] {
  const whole = sets.filter((set) => lacks(set) === 0);
  return [
    `${subject}, ${design} (${designNamed(design).title})`,
    ...indented(2, standingWords(before, wanted)),
    ...indented(2, `Looked at ${count(looked, 'set')} of up to ${count(max, 'change')}.`),
    ...indented(
      2,
      lacks(before) === 0
        ? 'There is nothing to mend.'
        : whole.length === 0
          ? `No set of ${max === 1 ? 'one change' : `up to ${max} changes`} has it all. Those that lack least:`
          : 'The smallest sets with which all of it holds:',
    ),
    ...(whole.length > 0 ? whole : sets).flatMap((set) => ['', ...setLines(set, design)]),
  ];
}

function standingWords({ fails, silent }: Standing, wanted: readonly DemandId[]): string {
  const failing =
    fails.length === 0
      ? `Nothing fails of ${wanted.length}.`
      : `${fails.length} of ${wanted.length} fail: ${titlesOf(fails)}.`;
  return silent.length === 0 ? failing : `${failing} ${silenceWords(silent)}`;
}

/** That some hold, and say nothing. */
export const silenceWords = (silent: readonly DemandId[]): string =>
  `No example meets what would give meaning to: ${titlesOf(silent)}.`;

function setLines(set: ChangeSet, start: string): string[] {
  const { fails, silent, without } = set;
  const changes = changesIn(set.design, start).map(({ choice, from, to }) => `${choice}: ${from} -> ${to}`);
  return [
    ...changes.flatMap((change) => wrap(`- ${change}`, WIDTH - 4, '  ').map((line) => `    ${line}`)),
    ...indented(6, fails.length === 0 ? 'Nothing fails.' : `Still fails: ${titlesOf(fails)}.`),
    ...(silent.length === 0 ? [] : indented(6, silenceWords(silent))),
    ...without.flatMap(({ choice, also, example, demand }) =>
      indented(
        6,
        `Without ${[choice, ...also].join(' and ')}: ${demands[demand].title} fails in ${example}.`,
      ),
    ),
    ...indented(6, `--design ${set.design}`),
  ];
}

const indented = (by: number, text: string): string[] =>
  wrap(text, WIDTH - by).map((line) => ' '.repeat(by) + line);
