import { check, ModelError } from '../../src/sim/checker/index.ts';
import { designNamed } from '../../src/sim/designs/index.ts';
import { type Example, expected, modelOf } from '../../src/sim/scenario/index.ts';
import { pair, toldOn } from '../../src/sim/trace/index.ts';
import { sideBySide } from '../../src/sim/trace/side-by-side.ts';
import { booksBalance, booksExpected } from './books.ts';
import { cells, steps } from './cells.ts';
import { mistakes } from './mistakes.ts';
import { type Mutant, mutated, systematic } from './mutants.ts';
import { rareMistakes } from './rare-mistakes.ts';
import { scenarios } from './scenarios.ts';

/** What noticed a mutant: where, and what is not as it should be. */
export interface Catch {
  readonly example: string;
  readonly design: string;
  readonly by: 'verdict' | 'sometimes' | 'books' | 'refused' | 'trace';
  readonly words: string;
}

/** What the checker would notice of a mutant in one scenario under one design: the first thing that is not as it should be. */
export function searched(example: Example, design: string, mutant: Mutant): Catch | null {
  const caught = (by: Catch['by'], words: string): Catch => ({ example: example.id, design, by, words });
  const model = modelOf(mutated(example, mutant), design);
  const books = booksBalance(example, designNamed(design).choices);
  try {
    const { verdicts } = check({ ...model, properties: [...model.properties, books] }, { limit: 200_000 });
    const wrong = verdicts.find(
      ({ property, verdict }) =>
        verdict !==
        (property === books.id ? booksExpected(example, design) : expected(example, design, property)),
    );
    if (!wrong) return null;
    const by = wrong.property === books.id ? 'books' : wrong.kind === 'sometimes' ? 'sometimes' : 'verdict';
    return caught(by, `${wrong.property} ${wrong.verdict}`);
  } catch (error) {
    if (error instanceof ModelError) return caught('refused', error.message);
    throw error;
  }
}

/** What the golden text of the told schedule would show of it. */
export function replayed(example: Example, mutant: Mutant): Catch | null {
  if (told(mutated(example, mutant)) === golden(example)) return null;
  return {
    example: example.id,
    design: example.pair.join(','),
    by: 'trace',
    words: 'the told schedule goes otherwise',
  };
}

const known = new Map<Example, string>();

/** {@link told} as it is, remembered. */
function golden(example: Example): string {
  const text = known.get(example) ?? told(example);
  known.set(example, text);
  return text;
}

/** The told schedule as golden texts have it. */
function told(example: Example): string {
  const [left, right] = example.pair;
  return sideBySide(example, pair(example, left, right, toldOn(example, left))).join('\n');
}

/**
 * The first catch, by the checker if it can; null for a mutant that nothing notices. Where no task comes to the
 * changed step, the kernel is as it was, and nothing is searched.
 */
export function firstCatch(mutant: Mutant): Catch | null {
  for (const { example, design, reaches } of cells()) {
    const found = reaches.has(mutant.at) ? searched(example, design, mutant) : null;
    if (found) return found;
  }
  for (const example of scenarios) {
    const found = replayed(example, mutant);
    if (found) return found;
  }
  return null;
}

/** Every mutant of every step, the systematic ones first. */
export function allMutants(): Mutant[] {
  return [...[...steps()].flatMap(([at, traits]) => systematic(at, traits)), ...mistakes, ...rareMistakes];
}
