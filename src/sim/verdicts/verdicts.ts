import { check, type ExploreOptions, type Result, type Verdict } from '../checker/index.ts';
import { type Design, designNamed, remedied } from '../designs/index.ts';
import { type Choice, type Choices, type Landmark, type Note, type State, watched } from '../kernel/index.ts';
import { askedIn, type Example, expected, modelOf, type Sometimes } from '../scenario/index.ts';

/** Which verdict is meant: a property of an example under a design, each by its id. */
export interface VerdictRef {
  readonly example: string;
  readonly design: string;
  readonly property: string;
}

/** What the checker says of a property of an example under a design, and whether that was expected. */
export interface ExampleVerdict extends Verdict, VerdictRef {
  /** Null where the example expects nothing, because it is not checked under this design by itself. */
  readonly expected: 'holds' | 'fails' | null;
  /** It holds, and says nothing: the situation that would give it meaning is never met here. Null where it says something. */
  readonly empty: Sometimes | null;
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
}

/** A search that was made, and what it depends on: the choices that it asked for, and what they were. */
interface Search {
  readonly asked: ReadonlySet<Choice>;
  readonly choices: Choices;
  readonly result: Result<State, Note>;
}

interface Known {
  readonly byDesign: Map<string, Result<State, Note>>;
  readonly searches: Search[];
}

const known = new WeakMap<Example, Known>();

/**
 * Everything the checker says of an example under a design. Searched once, and remembered. Designs that differ in no choice that a search has asked
 * for share it: nothing in it could have gone otherwise. Its steps are called as in the design that was searched first. A model that hides something is
 * refused; under one of the remedies, with all examples some hundred models, tests look for that. Throws a ModelError for a design that is not there.
 */
export const resultOf = (example: Example, design: string): Result<State, Note> => found(example, design);

/**
 * The same example, with what a search of it under these designs comes to that has options of its own. Throws a ModelError for a design that is not
 * there, or a NotAlike.
 */
export function searchedWith(example: Example, designs: readonly string[], options: ExploreOptions): Example {
  const own = { ...example };
  for (const design of designs) found(own, design, options);
  return own;
}

function found(example: Example, design: string, options?: ExploreOptions): Result<State, Note> {
  const { byDesign, searches } = known.get(example) ?? { byDesign: new Map(), searches: [] };
  known.set(example, { byDesign, searches });
  const result = byDesign.get(design) ?? search(example, designNamed(design), searches, options);
  byDesign.set(design, result);
  return result;
}

function search(
  example: Example,
  design: Design,
  searches: Search[],
  options: ExploreOptions | undefined,
): Result<State, Note> {
  const same = searches.find((one) => isSame(one, design.choices));
  if (same) return same.result;
  const { choices, asked } = watched(design.choices);
  const examination = remedied.includes(design.id) ? 'none' : 'usual';
  const result = check(modelOf(example, { ...design, choices }), { examination, ...options });
  searches.push({ asked, choices: design.choices, result });
  return result;
}

/** The choices that a search of an example under a design asks for: nothing else of it matters there. */
export function choicesAsked(example: Example, design: string): ReadonlySet<Choice> {
  resultOf(example, design);
  const { searches } = known.get(example) as Known;
  const { choices } = designNamed(design);
  return (searches.find((one) => isSame(one, choices)) as Search).asked;
}

/** Whether a search would have gone no other way with these choices. */
export const isSame = (one: Pick<Search, 'asked' | 'choices'>, choices: Choices): boolean =>
  [...one.asked].every((choice) => one.choices[choice] === choices[choice]);

/** The steps that the example's tasks come to, under whichever of its designs. */
export function landmarksOf(example: Example): Landmark[] {
  const reached = example.designs.flatMap((design) => resultOf(example, design).reached);
  return [...new Set(reached.flatMap(({ operation }) => operation.note?.at ?? []))];
}

/** The same as verdicts: one for each property and each situation, in the example's order. */
export function verdictsOf(example: Example, design: string): ExampleVerdict[] {
  const { verdicts, states, transitions, depth } = resultOf(example, design);
  return verdicts.map((verdict) => ({
    ...verdict,
    example: example.id,
    design,
    expected: expected(example, design, verdict.property),
    empty: verdict.verdict === 'holds' ? missing(example, verdict.property, verdicts) : null,
    states,
    transitions,
    depth,
  }));
}

/**
 * The situation without which a property that holds says nothing, where these verdicts have not met it; null if there is none. One that every
 * design has to meet gives meaning to all that is asked: with choices of one's own it may not be met.
 */
export function missing(example: Example, property: string, verdicts: readonly Verdict[]): Sometimes | null {
  const met = (situation: string) =>
    verdicts.some((one) => one.property === situation && one.verdict === 'holds');
  const givers = example.sometimes.filter(({ gives }) => gives?.some((id) => id === property) ?? true);
  return givers.find(({ id }) => !met(id)) ?? null;
}

/** Those on what is asked of the example: without the situations that a search must have met. */
export function askedOf(example: Example, design: string): ExampleVerdict[] {
  const asked = askedIn(example);
  return verdictsOf(example, design).filter(({ property }) => asked.includes(property));
}

/** The verdict on one property. Throws a ModelError if the example does not have it. */
export function verdictOf(example: Example, design: string, property: string): ExampleVerdict {
  expected(example, design, property);
  return verdictsOf(example, design).find((verdict) => verdict.property === property) as ExampleVerdict;
}

/** Verdicts that are not as the example expects: an empty list is what everybody wants. */
export function surprises(example: Example): ExampleVerdict[] {
  return example.designs
    .flatMap((design) => verdictsOf(example, design))
    .filter(({ verdict, expected }) => verdict !== expected);
}

/** For sorting failures: the shortest way to fail comes first. */
export const shortestFirst = (a: Pick<Verdict, 'schedule'>, b: Pick<Verdict, 'schedule'>): number =>
  (a.schedule?.length ?? 0) - (b.schedule?.length ?? 0);
