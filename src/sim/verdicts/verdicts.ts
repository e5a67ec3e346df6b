import { check, type ExploreOptions, type Result, type Verdict } from '../checker/index.ts';
import type { Landmark, Note, State } from '../kernel/index.ts';
import { type Example, expected, modelOf, type Sometimes } from '../scenario/index.ts';

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

const known = new WeakMap<Example, Map<string, Result<State, Note>>>();

/**
 * Everything the checker says of an example under a design. Searched once, with the options that are given then, and remembered. Throws
 * a ModelError for a design that is not there.
 */
export function resultOf(example: Example, design: string, options?: ExploreOptions): Result<State, Note> {
  const results = known.get(example) ?? new Map<string, Result<State, Note>>();
  known.set(example, results);
  const result = results.get(design) ?? check(modelOf(example, design), options);
  results.set(design, result);
  return result;
}

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

/** The situation without which the property says nothing, where the search has not met it. */
function missing(example: Example, property: string, verdicts: readonly Verdict[]): Sometimes | null {
  const met = (situation: string) =>
    verdicts.some((one) => one.property === situation && one.verdict === 'holds');
  const givers = example.sometimes.filter(({ gives }) => gives?.some((id) => id === property));
  return givers.find(({ id }) => !met(id)) ?? null;
}

/** Those on what is asked of the example: without the situations that a search must have met. */
export function askedOf(example: Example, design: string): ExampleVerdict[] {
  return verdictsOf(example, design).filter(({ kind }) => kind !== 'sometimes');
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
