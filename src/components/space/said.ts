import { designNamed } from '../../sim/designs/index.ts';
import { exampleNamed, examples } from '../../sim/examples/index.ts';
import { withoutChanges } from '../../sim/ids.ts';
import { type Choice, choiceValues, choiceWord } from '../../sim/kernel/index.ts';
import { type DemandId, demands } from '../../sim/properties.ts';
import { MAX_TOGETHER, type Path, type QuestionId, questions, starts } from '../../sim/space/answers.ts';
import { type ChangeSet, changesIn, type Stop } from '../../sim/space/change-set.ts';
import { answers } from '../../sim/space/found.ts';
import type { Standing } from '../../sim/space/knowledge.ts';
import { lacks } from '../../sim/space/nearby.ts';
import { subjects } from '../../sim/space/subject.ts';
import { BY_CHANCE } from '../../sim/space/survey.ts';
import { saidOf, saidOfNone } from '../../sim/space/words.ts';
import { verdictOf } from '../../sim/verdicts/verdicts.ts';
import { failureAt } from '../figure/failure.ts';

/** A number of the space, as it is written. */
export function spaceNumber(what: string): string {
  const { combinations, leftOut, surveys, from } = answers;
  const [all, inUse] = surveys;
  const numbers: Readonly<Record<string, () => bigint>> = {
    choices: () => BigInt(Object.keys(choiceValues).length),
    combinations: () => BigInt(combinations),
    'left out': () => BigInt(leftOut),
    kernels: () => BigInt(combinations) - BigInt(leftOut),
    fail: () => BigInt(all.fail),
    left: () => BigInt(all.left),
    asked: () => BigInt(all.asked),
    silent: () => BigInt(all.silent),
    'by chance': () => BigInt(BY_CHANCE),
    unreferenced: () => BigInt(all.unreferenced.left),
    'in use fail': () => BigInt(inUse.fail),
    'in use left': () => BigInt(inUse.left),
    demands: () => BigInt(questions[0].demands.length),
    'in use': () => BigInt(questions[1].demands.length),
    proof: () => BigInt(answers.proof.length),
    max: () => BigInt(from[0].max),
    'max together': () => BigInt(MAX_TOGETHER),
    'as merged': () => BigInt(changesBetween('gup-put', 'v6.15')),
    'as proposed': () => BigInt(changesBetween('gup-put', 'fs-held')),
  };
  if (!Object.hasOwn(numbers, what))
    throw new Error(`'${what}' is no number of the space; those are ${Object.keys(numbers).join(', ')}`);
  return numbers[what]().toLocaleString('en-US');
}

/** How many choices two designs make otherwise. */
function changesBetween(one: string, other: string): number {
  const [from, to] = [one, other].map((id) => designNamed(id).choices);
  return (Object.keys(choiceValues) as Choice[]).filter((choice) => from[choice] !== to[choice]).length;
}

/** What was found near a design. Throws if nothing was looked for there. */
export function pathFrom(question: QuestionId, design: string): Path {
  const found = answers.from.find((one) => one.question === question && one.design === design);
  if (!found) throw new Error(`nothing was looked for near ${design}; there are ${starts.join(', ')}`);
  return found;
}

/** The sets of changes that are shown of a design, and what they come to. */
export interface Shown {
  readonly what: 'has everything' | 'nothing fails' | 'lacks least';
  readonly changes: number;
  readonly sets: readonly ChangeSet[];
}

/** Those that have everything; before them those on which nothing fails, where these are smaller; where none of either was found, those that lack least. */
export function shownSets({ sets, best, nothingFails, everything }: Path): readonly Shown[] {
  const having: Shown[] = 'sets' in everything ? [{ what: 'has everything', ...everything }] : [];
  const failing: Shown[] =
    nothingFails && nothingFails.changes < (having[0]?.changes ?? Infinity)
      ? [{ what: 'nothing fails', ...nothingFails }]
      : [];
  if (having.length + failing.length > 0) return [...failing, ...having];
  const least = Math.min(...best);
  const all = sets.filter((set) => lacks(set) === least);
  const changes = Math.min(...all.map(({ choices }) => choices.length));
  return [{ what: 'lacks least', changes, sets: all.filter(({ choices }) => choices.length === changes) }];
}

/** A set of changes that was found. Throws if it was not: then the page that speaks of it is wrong. */
export function setCalled(design: string): ChangeSet {
  const found = answers.from
    .flatMap((path) => [...path.sets, ...shownSets(path).flatMap(({ sets }) => sets)])
    .find((one) => one.design === design);
  if (!found) throw new Error(`${design} is not among the smallest sets of changes that were found`);
  return found;
}

/** Titles of demands, in a row; `nothing` if there are none. */
export const titlesOf = (ids: readonly DemandId[]): string =>
  ids.map((id) => demands[id].title).join('; ') || 'nothing';

/** The same of demands without a meaning, with those of which some kernels are not asked. */
export const silentTitles = (ids: readonly DemandId[]): string =>
  ids.map((id) => titleWithWho(id)).join('; ');

/** Its title; and, where no example asks it of kernels whose DAX entries hold a reference, that. */
export function titleWithWho(id: DemandId): string {
  const asking = subjects.filter(({ example }) => example.demands.includes(id));
  const { title } = demands[id];
  return asking.every(({ unread }) => unread.length > 0)
    ? `${title} (not asked where a DAX entry holds a reference)`
    : title;
}

/** What a design with changes does otherwise, a sentence for each change. */
export const changeWords = (design: string): readonly { readonly choice: Choice; readonly words: string }[] =>
  changesIn(design).map(({ choice }) => ({
    choice,
    words: saidOf(choice, designNamed(design).choices[choice]),
  }));

/** A choice that all make; or, where most ways are open, those that are not. */
export function neededWords(choice: Choice, values: readonly string[]): string {
  const ways = (are: boolean) =>
    choiceValues[choice].filter((value) => values.includes(choiceWord(value)) === are);
  return values.length * 2 <= choiceValues[choice].length
    ? ways(true)
        .map((value) => saidOf(choice, value as never))
        .join(', or ')
    : saidOfNone(choice, ways(false));
}

/** The address of the figure on the shortest way in which something fails; the example's page where its figure has no such design. */
export function failsAt({
  design,
  example: id,
  demand,
}: {
  design: string;
  example: string;
  demand: DemandId;
}): string | null {
  const example = exampleNamed(id);
  if (!example.designs.includes(withoutChanges(design))) return null;
  const { schedule, cycle } = verdictOf(example, design, demand);
  return failureAt(example, design, [...(schedule ?? []), ...(cycle ?? [])]);
}

/** The address of a figure in which something fails of a design with changes; null if nothing does that has a figure. */
export function someFailureAt({ design, fails }: Stop): string | null {
  for (const demand of fails)
    for (const example of examples) {
      if (!example.demands.includes(demand) || !example.designs.includes(withoutChanges(design))) continue;
      if (verdictOf(example, design, demand).verdict === 'fails')
        return failsAt({ design, example: example.id, demand });
    }
  return null;
}

/** What a point of the atlas is. */
export interface AtlasRow extends Standing {
  /** The design's id. */
  readonly design: string;
  readonly title: string;
  /** How many changes it is away from the design that it starts from: 0 for that one itself. */
  readonly changes: number;
}

const rowOf = ({ design, fails, silent }: Stop, changes: number, title: string): AtlasRow => ({
  design,
  title,
  changes,
  fails,
  silent,
});

/** The points of the atlas: each design; and, near those from which a shorter path was looked for, a way of single changes to one of the sets that lack least. */
export function atlasRows(): AtlasRow[] {
  return answers.standing.flatMap((standing) => {
    const { design } = standing;
    const own = rowOf(standing, 0, designNamed(design).title);
    const path = answers.from.find((one) => one.question === 'all' && one.design === design);
    if (!path) return [own];
    return [
      own,
      ...shownSets(path)
        .flatMap(({ sets }) => sets)
        .slice(-MOST)
        .flatMap((end) => {
          let before: readonly Choice[] = [];
          return [...end.way, end].map((stop, i) => {
            const changed = changesIn(stop.design).map(({ choice }) => choice);
            const [added] = changed.filter((choice) => !before.includes(choice));
            before = changed;
            return rowOf(stop, i + 1, saidOf(added, designNamed(stop.design).choices[added]));
          });
        }),
    ];
  });
}

/** Ways that are drawn from one design: a picture is not a list. */
const MOST = 2;
