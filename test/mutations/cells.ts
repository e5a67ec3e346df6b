import { check } from '../../src/sim/checker/index.ts';
import { designNamed } from '../../src/sim/designs/index.ts';
import type { Landmark } from '../../src/sim/kernel/index.ts';
import { type Example, expected, modelOf } from '../../src/sim/scenario/index.ts';
import { booksBalance, booksExpected } from './books.ts';
import { scenarios } from './scenarios.ts';

/** A scenario under a design, as it is. */
export interface Cell {
  readonly example: Example;
  readonly design: string;
  /** The steps that its tasks come to, and what these do there. */
  readonly reaches: ReadonlyMap<Landmark, Traits>;
  /** Properties whose verdict is not as expected, that of the books included. */
  readonly surprises: readonly string[];
}

/** What a step does that the systematic mutants need to know. */
export interface Traits {
  readonly guarded: boolean;
  readonly effective: boolean;
  /** It has been seen to read something else than 0. */
  readonly reads: boolean;
}

let known: readonly Cell[] | undefined;

/** Every cell, the quickest to search first. Searched once and remembered. */
export function cells(): readonly Cell[] {
  known ??= scenarios
    .flatMap((example) => example.designs.map((design) => searched(example, design)))
    .sort((a, b) => a.states - b.states);
  return known;
}

/** Every step that some cell comes to. */
export function steps(): Map<Landmark, Traits> {
  const found = new Map<Landmark, Traits>();
  for (const { reaches } of cells())
    for (const [at, traits] of reaches) found.set(at, either(traits, found.get(at)));
  return found;
}

function searched(example: Example, design: string): Cell & { readonly states: number } {
  const model = modelOf(example, design);
  const books = booksBalance(example, designNamed(design).choices);
  const { verdicts, reached, states } = check({ ...model, properties: [...model.properties, books] });
  const wanted = (property: string) =>
    property === books.id ? booksExpected(example, design) : expected(example, design, property);
  const surprises = verdicts
    .filter(({ property, verdict }) => verdict !== wanted(property))
    .map(({ property, verdict }) => `${property} ${verdict}`);
  const reaches = new Map<Landmark, Traits>();
  for (const { operation, observed } of reached) {
    const at = operation.note?.at;
    if (!at) continue;
    const traits = {
      guarded: operation.when !== undefined,
      effective: operation.effect !== undefined,
      reads: observed.some((number) => number > 0),
    };
    reaches.set(at, either(traits, reaches.get(at)));
  }
  return { example, design, reaches, surprises, states };
}

const either = (a: Traits, b: Traits = a): Traits => ({
  guarded: a.guarded || b.guarded,
  effective: a.effective || b.effective,
  reads: a.reads || b.reads,
});
