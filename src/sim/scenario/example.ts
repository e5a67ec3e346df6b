import { ModelError, type Predicate } from '../checker/index.ts';
import type { State } from '../kernel/index.ts';
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

/** A scenario that is searched under several designs. */
export interface Example extends Scenario {
  readonly title: string;
  readonly demands: readonly DemandId[];
  readonly sometimes: readonly Sometimes[];
  /** The verdicts that we expect, per design; a demand that is not named is expected to hold. */
  readonly fails: Readonly<Record<string, readonly DemandId[]>>;
  /** The situations that are never met under a design, each of which gives meaning to demands that then say nothing. */
  readonly never?: Readonly<Record<string, readonly string[]>>;
  /** What a reader should notice. */
  readonly notice: string;
}

/**
 * What an example expects of a property under a design; null where it is not among its designs. Throws if it
 * has no such property.
 */
export function expected(example: Example, design: string, property: string): 'holds' | 'fails' | null {
  const known = example.designs.includes(design);
  if (example.sometimes.some(({ id }) => id === property)) {
    if (!known) return null;
    return example.never?.[design]?.includes(property) ? 'fails' : 'holds';
  }
  if (!example.demands.some((id) => id === property))
    throw new ModelError(
      `example ${example.id} has no property '${property}'; it has ${example.demands.join(', ')}`,
    );
  if (!known) return null;
  return example.fails[design]?.some((id) => id === property) ? 'fails' : 'holds';
}
