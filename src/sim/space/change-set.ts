import { designNamed, partsOf, changed as withChange } from '../designs/index.ts';
import { type Choice, choiceValues, choiceWord, choiceWords } from '../kernel/index.ts';
import type { DemandId } from '../properties.ts';
import type { Knowledge, Standing } from './knowledge.ts';
import { lacks, type Near } from './nearby.ts';
import { choiceNames, choicesAt, type Point, pointOf } from './region.ts';
import { leftOutBy } from './rules.ts';

/** Changes of a design, none of which can be left out. */
export interface ChangeSet extends Standing {
  /** The design with them. */
  readonly design: string;
  readonly choices: readonly Choice[];
  /** For each of the changes: what fails where it is left out, and does not with it. Not there where only the meaning of something is lost. */
  readonly without: readonly Without[];
  /** The designs on the way to it, a change more each, before itself: the change that leaves least lacking comes first. */
  readonly way: readonly Stop[];
}

/** A design on the way, and where it stands. */
export interface Stop extends Standing {
  readonly design: string;
}

/** What one of several changes is there for. */
export interface Without {
  readonly choice: Choice;
  /** Those that make no kernel without it, and are left out with it. */
  readonly also: readonly Choice[];
  /** The design with the others. */
  readonly design: string;
  /** What fails there, and in which example. */
  readonly example: string;
  readonly demand: DemandId;
}

/** A set of changes, and what each of them is there for. */
export function changeSet(
  knowledge: Knowledge,
  design: string,
  { point, changed, fails, silent }: Near,
  wanted: readonly DemandId[] = knowledge.asked,
): ChangeSet {
  const start = pointOf(designNamed(design).choices);
  const holding = new Set(wanted.filter((id) => !fails.includes(id)));
  return {
    design: idOf(design, point),
    choices: changed.map((place) => choiceNames[place]),
    fails,
    silent,
    without: changed.flatMap((place) => {
      const { other, also } = takenBack(start, point, changed, place);
      if (leftOutBy(choicesAt(other))) return [];
      const outcome = knowledge.ask(other, holding);
      if (outcome.kind === 'holds') return [];
      const { example, demand } = outcome.by;
      return [{ choice: choiceNames[place], also, design: idOf(design, other), example, demand }];
    }),
    way: wayTo(knowledge, design, { start, changed, point }, wanted),
  };
}

/** A kernel without one of its changes; and without another one, where it is no kernel else and that makes it one. */
function takenBack(start: Point, point: Point, changed: readonly number[], place: number) {
  const other = point.slice();
  other[place] = start[place];
  if (!leftOutBy(choicesAt(other))) return { other, also: [] };
  for (const more of changed) {
    const both = other.slice();
    both[more] = start[more];
    if (!leftOutBy(choicesAt(both))) return { other: both, also: [choiceNames[more]] };
  }
  return { other, also: [] };
}

function wayTo(
  knowledge: Knowledge,
  design: string,
  { start, changed, point }: { start: Point; changed: readonly number[]; point: Point },
  wanted: readonly DemandId[],
): Stop[] {
  const way: Stop[] = [];
  const isWanted = (id: DemandId) => wanted.includes(id);
  let here = start;
  for (
    let left = [...changed];
    left.length > 1;
    left = left.filter((place) => here[place] !== point[place])
  ) {
    const next = left
      .map((place) => {
        const other = here.slice();
        other[place] = point[place];
        const { fails, silent } = knowledge.standing(other);
        return { other, fails: fails.filter(isWanted), silent: silent.filter(isWanted) };
      })
      .filter(({ other }) => leftOutBy(choicesAt(other)) === undefined)
      .sort((a, b) => lacks(a) - lacks(b))
      .at(0);
    if (!next) return [];
    here = next.other;
    way.push({ design: idOf(design, here), fails: next.fails, silent: next.silent });
  }
  return way;
}

/** A kernel, as a design with changes. */
export function idOf(design: string, point: Point): string {
  const start = pointOf(designNamed(design).choices);
  return choiceNames.reduce(
    (id, choice, place) =>
      point[place] === start[place]
        ? id
        : withChange(id, choice, choiceWord(choiceValues[choice][point[place]])),
    design,
  );
}

/** One choice made otherwise, in words. */
export interface Change {
  readonly choice: Choice;
  readonly from: string;
  readonly to: string;
}

/** What a design with changes makes otherwise than the one that it starts from: its base, if not said. Throws a ModelError for a design that is not there. */
export function changesIn(id: string, start = partsOf(id).base): Change[] {
  const from = designNamed(start).choices;
  const to = designNamed(id).choices;
  return choiceNames
    .filter((choice) => from[choice] !== to[choice])
    .map((choice) => ({ choice, from: choiceWords(from[choice]), to: choiceWords(to[choice]) }));
}
