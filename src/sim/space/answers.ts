import { designIds, designNamed } from '../designs/index.ts';
import { type Choice, choiceValues, choiceWord } from '../kernel/index.ts';
import type { DemandId } from '../properties.ts';
import { type ChangeSet, changeSet, idOf } from './change-set.ts';
import { type Cover, cover } from './cover.ts';
import { asked, Knowledge, type Standing } from './knowledge.ts';
import { bestOf, haveTogether, minimal, nearby } from './nearby.ts';
import { choiceNames, type Point, pointOf } from './region.ts';
import { combinations, open } from './rules.ts';
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
  /** All that is asked, of every kernel that no rule leaves out. */
  readonly everything: Counts;
  /** For each demand: some kernel on which nothing else fails; null if there is none. */
  readonly allBut: readonly {
    readonly demand: DemandId;
    readonly kernel: (Standing & { readonly design: string }) | null;
  }[];
  /** Pairs of demands that no kernel has both, one of them or the other fails on each. */
  readonly never: readonly (readonly [DemandId, DemandId])[];
  /** What every kernel chooses on which nothing of this fails; of each question for which there is one, and of all that is asked but one demand. */
  readonly needed: readonly { readonly of: QuestionId | DemandId; readonly choices: readonly Needed[] }[];
  /** Where the designs stand. */
  readonly standing: readonly (Standing & { readonly design: string })[];
  readonly from: readonly Path[];
  /** Failures that together rule every kernel out: that nobody has everything can be seen from these, without a search. */
  readonly proof: readonly Failing[];
}

type Counts = { readonly [K in 'fail' | 'hold' | 'silent' | 'undecided']: string };

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
  /** Demands that are not to be had, and pairs of others that are not to be had together, each with its meaning. */
  readonly unattainable: readonly DemandId[];
  readonly apart: readonly (readonly [DemandId, DemandId])[];
}

/** Choices that are made otherwise at most: as many as are gone through in minutes. */
const MAX = 4;
/** The same for pairs of demands. */
export const MAX_TOGETHER = 3;

/** Finds it all out. Takes minutes: fewer if much is known already. Yields what it is doing. */
export function* answers(knowledge = new Knowledge()): Generator<string, Answers> {
  // By itself: what else is known would do as well, and take more failures.
  const proving = new Knowledge();
  const everything = yield* covered('everything', proving, asked);
  knowledge.failing.push(...everything.proof);
  const allBut: Answers['allBut'][number][] = [];
  for (const demand of asked) {
    const kernel = yield* someKernel(`all but ${demand}`, knowledge, butOne(asked, demand));
    const standing = kernel && knowledge.standing(kernel);
    allBut.push({ demand, kernel: kernel && standing && { design: idOf(base, kernel), ...standing } });
  }
  const never = yield* apart(
    knowledge,
    allBut.flatMap(({ kernel }) => kernel ?? []),
  );
  const from: Path[] = [];
  for (const question of questions)
    for (const design of starts) from.push(yield* pathFrom(knowledge, design, question));
  const needed: Answers['needed'][number][] = [];
  for (const { id, demands } of questions) {
    const choices = yield* neededFor(knowledge, demands, id);
    if (choices !== null) needed.push({ of: id, choices });
  }
  for (const { demand, kernel } of allBut) {
    const choices = kernel && (yield* neededFor(knowledge, butOne(asked, demand), `all but ${demand}`));
    if (choices !== null) needed.push({ of: demand, choices });
  }
  return {
    combinations: String(combinations()),
    leftOut: String(everything.leftOut),
    everything: countsOf(everything),
    allBut,
    never,
    needed,
    standing: designIds.map((design) => ({
      design,
      ...knowledge.standing(pointOf(designNamed(design).choices)),
    })),
    from,
    proof: everything.proof,
  };
}

/** Other kernels are told as changes of this design. */
const base = 'v6.15';

const butOne = (asked: readonly DemandId[], demand: DemandId) => asked.filter((id) => id !== demand);

const countsOf = ({ fail, hold, silent, undecided }: Cover): Counts => ({
  fail: String(fail),
  hold: String(hold),
  silent: String(silent),
  undecided: String(undecided),
});

function* covered(
  what: string,
  knowledge: Knowledge,
  wanted: readonly DemandId[],
  options?: Parameters<typeof cover>[2],
): Generator<string, Cover> {
  const going = cover(knowledge, new Set(wanted), options);
  let step = going.next();
  for (; !step.done; step = going.next())
    yield `${what}: ${(step.value.part * 100).toFixed(1)} %, ${step.value.searches} searches`;
  return step.value;
}

/** A kernel on which nothing fails of what is wanted; null if there is none. It is looked for near {@link base} first. */
function* someKernel(
  what: string,
  knowledge: Knowledge,
  wanted: readonly DemandId[],
  values = open,
): Generator<string, Point | null> {
  const { choices } = designNamed(base);
  const at = pointOf(choices);
  const first = values.map((some, place) =>
    [...some].sort((a, b) => Number(b === at[place]) - Number(a === at[place])),
  );
  const { holding, saying } = yield* covered(what, knowledge, wanted, { values: first, enough: 1 });
  return [...holding, ...saying].at(0)?.point ?? null;
}

/** Pairs of demands of which no kernel has both; these kernels are known to fail a few only. */
function* apart(
  knowledge: Knowledge,
  kernels: readonly Standing[],
): Generator<string, [DemandId, DemandId][]> {
  const found: [DemandId, DemandId][] = [];
  for (const [i, one] of knowledge.asked.entries())
    for (const other of knowledge.asked.slice(i + 1)) {
      if (kernels.some(({ fails }) => !fails.includes(one) && !fails.includes(other))) continue;
      const kernel = yield* someKernel(`${one} with ${other}`, knowledge, [one, other]);
      if (kernel === null) found.push([one, other]);
    }
  return found;
}

/** What all kernels choose on which nothing fails of what is wanted; null if there is none. */
function* neededFor(
  knowledge: Knowledge,
  wanted: readonly DemandId[],
  of: string,
): Generator<string, Needed[] | null> {
  const seen = choiceNames.map(() => new Set<number>());
  const any = yield* someKernel(of, knowledge, wanted);
  if (any === null) return null;
  for (const [place, value] of any.entries()) seen[place].add(value);
  for (const [place, values] of open.entries())
    for (const value of values) {
      if (seen[place].has(value)) continue;
      const only = open.map((some, other) => (other === place ? [value] : some));
      const what = `${of}, with ${choiceNames[place]} ${choiceWord(choiceValues[choiceNames[place]][value])}`;
      const kernel = yield* someKernel(what, knowledge, wanted, only);
      for (const [place, value] of kernel?.entries() ?? []) seen[place].add(value);
    }
  return choiceNames
    .map((choice, place) => ({ choice, seen: seen[place], all: open[place] }))
    .filter(({ seen, all }) => seen.size < all.length)
    .map(({ choice, seen }) => ({
      choice,
      values: [...seen].sort().map((value) => choiceWord(choiceValues[choice][value])),
    }));
}

/** What is near a design. */
function* pathFrom(
  knowledge: Knowledge,
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
    unattainable,
    apart,
  };
}
