import { check, type ExploreOptions, type Result, type Verdict } from '../checker/index.ts';
import type { Landmark, Note } from '../kernel/index.ts';
import { type Example, expected } from './example.ts';
import { modelOf } from './model.ts';

/** One cell of the matrix: what the checker says of a property, and whether that was expected. */
export interface Finding extends Verdict {
  readonly example: string;
  readonly design: string;
  /** Null where the example expects nothing, because it is not checked under this design by itself. */
  readonly expected: 'holds' | 'fails' | null;
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
}

const known = new WeakMap<Example, Map<string, Result<Note>>>();

/**
 * Everything the checker says of an example under a design. Searched once and remembered, unless options are
 * given. Throws a ModelError for a design that is not there.
 */
export function resultOf(example: Example, design: string, options?: ExploreOptions): Result<Note> {
  if (options) return check(modelOf(example, design), options);
  const results = known.get(example) ?? new Map<string, Result<Note>>();
  known.set(example, results);
  const result = results.get(design) ?? check(modelOf(example, design));
  results.set(design, result);
  return result;
}

/** The steps that the example's tasks come to, under whichever of its designs. */
export function landmarksOf(example: Example): Landmark[] {
  const notes = example.designs.flatMap((design) => resultOf(example, design).notes);
  return [...new Set(notes.map(({ at }) => at))];
}

/** The same as findings: one for each property, in the example's order. */
export function findingsOf(example: Example, design: string): Finding[] {
  const { verdicts, states, transitions, depth } = resultOf(example, design);
  return verdicts.map((verdict) => ({
    ...verdict,
    example: example.id,
    design,
    expected: expected(example, design, verdict.property),
    states,
    transitions,
    depth,
  }));
}

/** The finding on one property. Throws a ModelError if the example does not have it. */
export function findingOf(example: Example, design: string, property: string): Finding {
  expected(example, design, property);
  return findingsOf(example, design).find((finding) => finding.property === property) as Finding;
}

/** Findings that are not as the example expects: an empty list is what everybody wants. */
export function surprises(example: Example): Finding[] {
  return example.designs
    .flatMap((design) => findingsOf(example, design))
    .filter(({ verdict, expected }) => verdict !== expected);
}
