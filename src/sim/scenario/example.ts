import { ModelError, type Predicate, type Property } from '../checker/index.ts';
import type { Choices, Layout, State } from '../kernel/index.ts';
import type { DemandId } from '../properties.ts';
import type { Scenario } from './scenario.ts';

/** Something interesting that a search must have met, or its passes mean nothing. */
export interface Sometimes {
  readonly id: string;
  readonly title: string;
  readonly good: Predicate<State>;
  /** The demands that say nothing where this is never met, though they hold. None: every design has to meet it. */
  readonly gives?: readonly DemandId[];
}

/** Something that is asked of one example, besides {@link Example.demands}. */
export interface Question {
  /** Stable: it is in links and on the command line. */
  readonly id: string;
  /** The sentence. */
  readonly title: string;
  /** The same for the checker, on a kernel that has made its choices. */
  readonly property: (choices: Choices, layout: Layout) => Property<State>;
}

/** A scenario that is searched under several designs. */
export interface Example extends Scenario {
  readonly title: string;
  readonly demands: readonly DemandId[];
  readonly questions?: readonly Question[];
  readonly sometimes: readonly Sometimes[];
  /** The verdicts that we expect, per design; a demand that is not named is expected to hold. */
  readonly fails: Readonly<Record<string, readonly DemandId[]>>;
  /** Somebody has changed its tasks or its questions: nothing is known of what they come to. */
  readonly expects?: 'nothing';
  /** The situations that are never met under a design, each of which gives meaning to demands that then say nothing. */
  readonly never?: Readonly<Record<string, readonly string[]>>;
  /** What a reader should notice. */
  readonly notice: string;
}

/** The ids of all that is asked of an example: its demands, then its questions. */
export const askedIn = ({ demands, questions = [] }: Example): string[] => [
  ...demands,
  ...questions.map(({ id }) => id),
];

/**
 * What an example expects of a property under a design; null where it is not among its designs. Throws if it
 * has no such property.
 */
export function expected(example: Example, design: string, property: string): 'holds' | 'fails' | null {
  const known = example.designs.includes(design) && example.expects !== 'nothing';
  if (example.sometimes.some(({ id }) => id === property)) {
    if (!known) return null;
    return example.never?.[design]?.includes(property) ? 'fails' : 'holds';
  }
  const asked = askedIn(example);
  if (!asked.includes(property))
    throw new ModelError(`example ${example.id} has no property '${property}'; it has ${asked.join(', ')}`);
  if (!known) return null;
  return example.fails[design]?.some((id) => id === property) ? 'fails' : 'holds';
}
