import { check, type Verdict } from '../checker/index.ts';
import { changed, type Design, designNamed, partsOf } from '../designs/index.ts';
import {
  type Choice,
  type Choices,
  choiceValues,
  choiceWord,
  choiceWords,
  watched,
} from '../kernel/index.ts';
import { askedIn, type Example, modelOf } from '../scenario/index.ts';
import { isSame, missing } from './verdicts.ts';

/** What a property comes to when some choices of a design are made otherwise. */
export interface Tried {
  /** The design with the changes, by its id. */
  readonly design: string;
  readonly changes: readonly Change[];
  /** `empty`: it holds, and says nothing. */
  readonly verdict: Verdict['verdict'] | 'empty';
  /** The shortest schedule that fails; null if there is none. */
  readonly schedule: Verdict['schedule'];
  /** What else is asked, holds without the changes, and does not with them. */
  readonly breaks: readonly string[];
}

export interface Change {
  readonly choice: Choice;
  /** In words. */
  readonly from: string;
  readonly to: string;
}

/** How far it has come: searches made, and how many there are to be made, as far as is known by then. */
export interface Trying {
  readonly made: number;
  readonly all: number;
}

/** What one search has come to. */
interface Searched {
  readonly asked: ReadonlySet<Choice>;
  readonly choices: Choices;
  readonly verdicts: readonly Verdict[];
}

/** Searches of one example under designs that differ in a few choices. */
class Searches {
  readonly #example: Example;
  readonly #known: Searched[] = [];

  constructor(example: Example) {
    this.#example = example;
  }

  /** Most of some hundred searches come to nothing that is told: whether a model hides something is asked of those that are, see {@link examine}. */
  of(design: Design): Searched {
    const same = this.#known.find((one) => isSame(one, design.choices));
    if (same) return same;
    const { choices, asked } = watched(design.choices);
    const { verdicts } = check(modelOf(this.#example, { ...design, choices }), { examination: 'none' });
    const searched = { asked, choices: design.choices, verdicts };
    this.#known.push(searched);
    return searched;
  }

  /**
   * Looks for what the model of a design hides: tests have done that for the designs of the site, and not for choices that somebody makes.
   * Throws a ModelError if it hides something.
   */
  examine(design: Design): void {
    check(modelOf(this.#example, design));
  }

  /** What a property comes to. */
  verdict({ verdicts }: Searched, property: string): Pick<Tried, 'verdict' | 'schedule'> {
    const { verdict, schedule } = verdicts.find((one) => one.property === property) as Verdict;
    const isEmpty = verdict === 'holds' && missing(this.#example, property, verdicts) !== null;
    return { verdict: isEmpty ? 'empty' : verdict, schedule: verdict === 'fails' ? schedule : null };
  }

  /** What is asked and holds in one search, and fails in another. */
  breaks(before: Searched, after: Searched, property: string): string[] {
    const fails = ({ verdicts }: Searched, id: string) =>
      verdicts.some((one) => one.property === id && one.verdict === 'fails');
    return askedIn(this.#example).filter((id) => id !== property && !fails(before, id) && fails(after, id));
  }
}

/**
 * Each choice of a design made otherwise, one at a time, as far as the example's search asks for it: all that is tried, and what the property
 * comes to. Yields how far it has come. Throws a ModelError for a design that is not there.
 */
export function* onePerChange(
  example: Example,
  design: string,
  property: string,
): Generator<Trying, Tried[]> {
  const searches = new Searches(example);
  const base = searches.of(designNamed(design));
  const ids = changesOf(design, base.asked);
  const tried: Tried[] = [];
  for (const [made, id] of ids.entries()) {
    yield { made, all: ids.length };
    const one = triedAs(searches, design, base, id, property);
    if (one.verdict === 'fails') searches.examine(designNamed(id));
    tried.push(one);
  }
  return tried;
}

/**
 * The smallest sets of changes, of one or two choices, with which a property holds that fails without, and does not hold for want of the
 * situation that gives it meaning. No set contains another. Yields how far it has come. Throws a ModelError for a design that is not there.
 */
export function* mends(example: Example, design: string, property: string): Generator<Trying, Tried[]> {
  const searches = new Searches(example);
  const base = searches.of(designNamed(design));
  const singles = changesOf(design, base.asked);
  const found: Tried[] = [];
  const others: string[] = [];
  for (const [made, id] of singles.entries()) {
    yield { made, all: singles.length };
    const one = triedAs(searches, design, base, id, property);
    if (one.verdict === 'holds') found.push(one);
    else others.push(id);
  }
  const pairs = others.flatMap((id) => {
    // What the first change makes the search ask for can be the second one.
    const { asked } = searches.of(designNamed(id));
    return changesOf(id, asked).filter((pair) => !isCovered(pair, found));
  });
  const unique = [...new Map(pairs.map((id) => [keyOf(id), id])).values()];
  for (const [made, id] of unique.entries()) {
    yield { made: singles.length + made, all: singles.length + unique.length };
    const two = triedAs(searches, design, base, id, property);
    if (two.verdict === 'holds') found.push(two);
  }
  for (const { design } of found) searches.examine(designNamed(design));
  return found;
}

/** The ids of a design with one more of these choices made otherwise. */
const changesOf = (design: string, asked: ReadonlySet<Choice>): string[] =>
  [...asked].flatMap((choice) => {
    const before = choiceWord(designNamed(design).choices[choice]);
    return choiceValues[choice]
      .map(choiceWord)
      .filter((word) => word !== before && !isChanged(design, choice))
      .map((word) => changed(design, choice, word));
  });

const isChanged = (design: string, choice: Choice): boolean =>
  partsOf(design).added.some((name) => name.startsWith(`${choice}=`));

/** The same for two changes in either order. */
const keyOf = (design: string): string => {
  const { base, added } = partsOf(design);
  return [base, ...added.toSorted()].join('+');
};

/** Whether a set of changes has one of those in it that have been found. */
const isCovered = (id: string, found: readonly Tried[]): boolean =>
  found.some((one) => partsOf(one.design).added.every((name) => partsOf(id).added.includes(name)));

function triedAs(searches: Searches, design: string, before: Searched, id: string, property: string): Tried {
  const [from, to] = [designNamed(design), designNamed(id)];
  const after = searches.of(to);
  const names = Object.keys(to.choices) as Choice[];
  return {
    design: id,
    changes: names
      .filter((choice) => from.choices[choice] !== to.choices[choice])
      .map((choice) => ({
        choice,
        from: choiceWords(from.choices[choice]),
        to: choiceWords(to.choices[choice]),
      })),
    ...searches.verdict(after, property),
    breaks: searches.breaks(before, after, property),
  };
}
