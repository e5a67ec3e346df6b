import type { Schedule } from '../checker/index.ts';
import { designs } from '../designs/index.ts';
import { examples } from '../examples/index.ts';
import { type DemandId, demands } from '../properties.ts';
import type { Example } from '../scenario/index.ts';
import { resultOf, shortestFirst, verdictOf } from './verdicts.ts';

/** What all examples together say of a property under a design. */
export interface Sum {
  readonly design: string;
  /** Examples that ask about it, and in which the answer says something. */
  readonly asked: number;
  /** States in all of them. */
  readonly states: number;
  /** Where it fails, the shortest way first. */
  readonly failing: readonly { readonly example: Example; readonly schedule: Schedule }[];
}

/** Every property under every design, over all examples that ask for it under that design. */
export function sums(): { readonly id: DemandId; readonly title: string; readonly by: readonly Sum[] }[] {
  return (Object.keys(demands) as DemandId[]).map((id) => ({
    id,
    title: demands[id].title,
    by: designs.map((design) => sumOf(id, design.id)),
  }));
}

function sumOf(property: DemandId, design: string): Sum {
  const asking = examples.filter(
    (example) =>
      example.demands.includes(property) &&
      example.designs.includes(design) &&
      !verdictOf(example, design, property).empty,
  );
  const failing = asking.flatMap((example) => {
    const { verdict, schedule } = verdictOf(example, design, property);
    return verdict === 'fails' && schedule ? [{ example, schedule }] : [];
  });
  return {
    design,
    asked: asking.length,
    states: asking.reduce((sum, example) => sum + resultOf(example, design).states, 0),
    failing: failing.sort(shortestFirst),
  };
}
