import { designIds, designNamed } from '../designs/index.ts';
import { type Choice, choiceValues, choiceWord } from '../kernel/index.ts';
import type { DemandId } from '../properties.ts';
import { type ChangeSet, changeSet } from './change-set.ts';
import type { Values } from './diagram.ts';
import { asked, Knowledge, type Standing } from './knowledge.ts';
import { bestOf, haveTogether, minimal, type Near, nearby } from './nearby.ts';
import { choiceNames, type Point, pointOf } from './region.ts';
import { Remaining } from './remaining.ts';
import { combinations, open } from './rules.ts';
import { type Closest, closest, closestHaving, type Survey, survey } from './survey.ts';
import type { Failing } from './widen.ts';

/** The designs from which a shorter path is looked for. */
export const starts = ['current', 'gup-put', 'fs-held', 'v6.15'] as const;

/** What is asked of the space. */
export const questions: readonly {
  readonly id: QuestionId;
  readonly title: string;
  readonly demands: readonly DemandId[];
}[] = [
  { id: 'all', title: 'all that is asked', demands: asked },
  {
    id: 'in-use',
    title: 'all that is asked but of a removal',
    demands: asked.filter((id) => !/^no-late-|^no-pte-to-gone|^unbind-|^gup-/.test(id)),
  },
];

export type QuestionId = 'all' | 'in-use';

/** All that was found of the space of kernels. Numbers of combinations are texts: they are too large for others. */
export interface Answers {
  readonly combinations: string;
  readonly leftOut: string;
  readonly surveys: readonly Surveyed[];
  /** Where the designs stand. */
  readonly standing: readonly (Standing & { readonly design: string })[];
  readonly from: readonly Path[];
  /** Failures of what is asked first, by which all fail that do: seen from these, no search is needed. */
  readonly proof: readonly Failing[];
}

/** All kernels, of one question. */
export interface Surveyed {
  readonly question: QuestionId;
  /** They fail some demand. */
  readonly fail: string;
  /** They are not known to fail any. */
  readonly left: string;
  /** How many of those were asked, and how many of these leave some demand without its meaning. */
  readonly asked: number;
  readonly silent: number;
  /** What all that are left choose; whatever else one can choose, some kernel that was asked does. */
  readonly needed: readonly Needed[];
  /** The same of those in which a mapping holds no reference. */
  readonly unreferenced: { readonly left: string; readonly needed: readonly Needed[] };
}

/** Choices that are made in some way, or in one of some, by all. */
export interface Needed {
  readonly choice: Choice;
  /** In words of ids. */
  readonly values: readonly string[];
}

/** What was found near a design, of one question. */
export interface Path {
  readonly question: QuestionId;
  readonly design: string;
  /** As many changes were tried. */
  readonly max: number;
  /** Sets of changes that were looked at. */
  readonly looked: number;
  /** For no change, one, and so on: how many demands are lacking at the least. */
  readonly best: readonly number[];
  readonly sets: readonly ChangeSet[];
  /** Changes that it takes at the least so that nothing fails; and with them. Null if there is no such kernel. */
  readonly nothingFails: Fewest | null;
  /** The same where a mapping holds no reference. */
  readonly unreferenced: Fewest | null;
  /** The same so that each demand has its meaning as well; or that no kernel is like that with so many changes. */
  readonly everything: Fewest | { readonly noneUpTo: number };
  /** Demands that are not to be had, and pairs of others that are not to be had together, each with its meaning. */
  readonly unattainable: readonly DemandId[];
  readonly apart: readonly (readonly [DemandId, DemandId])[];
}

/** As few changes as there can be, and the sets of so many. */
export interface Fewest {
  readonly changes: number;
  readonly sets: readonly ChangeSet[];
}

/** Choices that are made otherwise at most: as many as are gone through in minutes. */
const MAX = 3;
/** The same for pairs of demands. */
export const MAX_TOGETHER = 3;

/** Finds it all out. Takes minutes: fewer if much is known already. Yields what it is doing. */
export function* answers(knowledge = new Knowledge()): Generator<string, Answers> {
  const surveys: Surveyed[] = [];
  const from: Path[] = [];
  const proof: Failing[] = [];
  let leftOut = 0n;
  for (const question of questions) {
    const found = yield* surveyed(knowledge, question);
    const { remaining } = found;
    for (const design of starts) from.push(yield* pathFrom(knowledge, remaining, design, question));
    surveys.push(summed(question.id, found));
    leftOut = remaining.leftOut;
    if (question.id === 'all') proof.push(...fewer(knowledge, remaining, question.demands));
  }
  return {
    combinations: String(combinations()),
    leftOut: String(leftOut),
    surveys,
    standing: designIds.map((design) => ({
      design,
      ...knowledge.standing(pointOf(designNamed(design).choices)),
    })),
    from,
    proof,
  };
}

function* surveyed(
  knowledge: Knowledge,
  { id, demands }: (typeof questions)[number],
): Generator<string, Survey> {
  const going = survey(knowledge, demands);
  let step = going.next();
  for (; !step.done; step = going.next())
    yield `${id}: ${(step.value.part * 100).toFixed(1)} %, ${step.value.asked} hold, ${knowledge.failing.length} failures, ${knowledge.searches} searches`;
  return step.value;
}

function summed(question: QuestionId, { remaining, asked, silent }: Survey): Surveyed {
  const { diagrams, left, leftOut } = remaining;
  const count = diagrams.count(left);
  const without = diagrams.both(left, diagrams.within(unreferenced));
  return {
    question,
    fail: String(combinations() - leftOut - count),
    left: String(count),
    asked,
    silent,
    needed: neededBy(diagrams.values(left)),
    unreferenced: { left: String(diagrams.count(without)), needed: neededBy(diagrams.values(without)) },
  };
}

/** Kernels in which a mapping holds no reference. */
export const unreferenced: Values = open.map((all, place) =>
  choiceNames[place] === 'mapping' ? [choiceValues.mapping.indexOf('holds nothing')] : all,
);

/** The choices that are made in fewer ways than can be. */
const neededBy = (values: Values): Needed[] =>
  choiceNames
    .map((choice, place) => ({ choice, seen: values[place], all: open[place] }))
    .filter(({ seen, all }) => seen.length < all.length)
    .map(({ choice, seen }) => ({
      choice,
      values: seen.map((value) => choiceWord(choiceValues[choice][value])),
    }));

/** Of the failures that took kernels out, enough to take out as many: those come first that take most choices to be as they are out of account. */
function fewer(knowledge: Knowledge, { proof }: Remaining, wanted: readonly DemandId[]): readonly Failing[] {
  const again = new Remaining(knowledge, wanted);
  for (const by of [...proof].sort((a, b) => a.places.length - b.places.length)) again.takeOut(by);
  return again.proof;
}

/** What is near a design. */
function* pathFrom(
  knowledge: Knowledge,
  remaining: Remaining,
  design: string,
  { id, demands }: (typeof questions)[number],
): Generator<string, Path> {
  const start = pointOf(designNamed(design).choices);
  const going = nearby(knowledge, start, { max: MAX, wanted: demands });
  let looked = 0;
  let step = going.next();
  for (; !step.done; step = going.next()) {
    looked = step.value.all;
    yield `${id} from ${design}: ${step.value.looked} of ${step.value.all} sets, ${step.value.searches} searches`;
  }
  const found = step.value;
  const setsAt = ({ changes, points }: Closest): Fewest => ({
    changes,
    sets: points.map((point) => {
      const changed = [...point.keys()].filter((place) => point[place] !== start[place]);
      const { fails, silent } = standingAsTo(knowledge, point, demands);
      return changeSet(knowledge, design, { point, changed, fails, silent }, demands);
    }),
  });
  yield `${id} from ${design}: as few changes as can be`;
  const nothingFails = closest(remaining, start);
  const without = closest(remaining, start, remaining.diagrams.within(unreferenced));
  const having = closestHaving(remaining, knowledge, start);
  let one = having.next();
  for (; !one.done; one = having.next())
    yield `${id} from ${design}: ${one.value} changes, ${knowledge.searches} searches`;
  const unattainable: DemandId[] = [];
  for (const demand of demands) {
    yield `${id} from ${design}: ${demand}`;
    if (!haveTogether(knowledge, start, MAX_TOGETHER, [demand])) unattainable.push(demand);
  }
  const others = demands.filter((id) => !unattainable.includes(id));
  const apart: [DemandId, DemandId][] = [];
  for (const [i, one] of others.entries())
    for (const other of others.slice(i + 1)) {
      yield `${id} from ${design}: ${one} with ${other}`;
      if (!haveTogether(knowledge, start, MAX_TOGETHER, [one, other])) apart.push([one, other]);
    }
  return {
    question: id,
    design,
    max: MAX,
    looked,
    best: Array.from({ length: MAX + 1 }, (_, changes) => bestOf(found, changes)),
    sets: minimal(found)
      .filter(({ changed }) => changed.length > 0)
      .map((near) => changeSet(knowledge, design, near, demands)),
    nothingFails: nothingFails && setsAt(nothingFails),
    unreferenced: without && setsAt(without),
    everything: 'noneUpTo' in one.value ? { noneUpTo: noneUpTo(one.value, found) } : setsAt(one.value),
    unattainable,
    apart,
  };
}

/** As many changes as were asked, or gone through. */
const noneUpTo = (asked: { readonly noneUpTo: number }, found: readonly Near[]): number =>
  bestOf(found, MAX) > 0 ? Math.max(asked.noneUpTo, MAX) : asked.noneUpTo;

function standingAsTo(knowledge: Knowledge, point: Point, wanted: readonly DemandId[]): Standing {
  const { fails, silent } = knowledge.standing(point);
  const within = (ids: readonly DemandId[]) => ids.filter((id) => wanted.includes(id));
  return { fails: within(fails), silent: within(silent) };
}
