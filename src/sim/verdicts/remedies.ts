import { type Design, designNamed, type Remedy, remedies } from '../designs/index.ts';
import { exampleNamed, examples } from '../examples/index.ts';
import { type Choice, choiceWords } from '../kernel/index.ts';
import { type DemandId, demands } from '../properties.ts';
import type { Example } from '../scenario/index.ts';
import { askedOf, type ExampleVerdict, shortestFirst, verdictOf } from './verdicts.ts';

/** What the checker finds of a remedy for the sleep on a mapping, truncate's or that of an inode's end. */
export interface RemedyFound {
  readonly remedy: Remedy;
  /** v6.15 with it. */
  readonly design: Design;
  /** What it decides otherwise. */
  readonly changes: readonly { readonly choice: string; readonly to: string; readonly from: string }[];
  /** Whether the sleeper of each of {@link sleepers} finishes. */
  readonly finishes: readonly ExampleVerdict[];
  /** The same in each of {@link others}. */
  readonly elsewhere: readonly ExampleVerdict[];
  /** What fails with it and holds in v6.15 without it, over all examples, by property, the shortest way to fail first. */
  readonly breaks: readonly { readonly title: string; readonly verdicts: readonly ExampleVerdict[] }[];
}

const BASE = 'v6.15';
/** What sleepers are asked for: that they finish. */
const finishing: readonly DemandId[] = ['truncate-finishes', 'evict-finishes'];

/** The demand that the example's sleeper finishes; undefined where it has none. */
const finishOf = ({ demands }: Example): DemandId | undefined => finishing.find((id) => demands.includes(id));

/**
 * The examples that tell remedies apart: a second fault, a block shared with a file that is truncated or that ends, a pin
 * whose holder must fault another page in, one whose holder must fault the same page in, and a fork meanwhile.
 */
export const sleepers: readonly Example[] = [
  'refault',
  'reflink',
  'reflink-evict',
  'pin-and-fault',
  'pin-again',
  'fork-asleep',
].map((id) => exampleNamed(id));

/** The other examples in which somebody sleeps on a mapping under v6.15. */
export const others: readonly Example[] = examples.filter((example) => {
  const demand = finishOf(example);
  return (
    !sleepers.includes(example) &&
    example.designs.includes(BASE) &&
    demand !== undefined &&
    verdictOf(example, BASE, demand).verdict === 'fails'
  );
});

/** Whether the example's sleeper finishes under a design. Throws if it has none. */
function finishesUnder(example: Example, design: string): ExampleVerdict {
  const demand = finishOf(example);
  if (demand === undefined) throw new Error(`example ${example.id} does not ask that anybody finishes`);
  return verdictOf(example, design, demand);
}

/** Every remedy. Throws if v6.15 without any does not fail where it should. */
export function remediesFound(): RemedyFound[] {
  for (const example of sleepers)
    if (finishesUnder(example, BASE).verdict !== 'fails')
      throw new Error(`nobody sleeps on a mapping in ${example.id} under ${BASE}: there is nothing to mend`);
  return remedies.map((remedy) => {
    const design = designNamed(`${BASE}+${remedy.id}`);
    const finishes = (example: Example) => finishesUnder(example, design.id);
    return {
      remedy,
      design,
      changes: changesOf(remedy),
      finishes: sleepers.map(finishes),
      elsewhere: others.map(finishes),
      breaks: byProperty(examples.flatMap((example) => broken(example, design.id))),
    };
  });
}

function changesOf({ choices }: Remedy): RemedyFound['changes'] {
  const base = designNamed(BASE).choices;
  return Object.entries(choices).map(([choice, to]) => ({
    choice,
    to: choiceWords(to),
    from: choiceWords(base[choice as Choice]),
  }));
}

function broken(example: Example, design: string): ExampleVerdict[] {
  if (!example.designs.includes(BASE)) return [];
  const before = askedOf(example, BASE);
  return askedOf(example, design).filter(
    ({ verdict }, i) => verdict === 'fails' && before[i].verdict === 'holds',
  );
}

function byProperty(verdicts: readonly ExampleVerdict[]): RemedyFound['breaks'] {
  return (Object.keys(demands) as DemandId[])
    .map((id) => ({
      title: demands[id].title,
      verdicts: verdicts.filter(({ property }) => property === id).sort(shortestFirst),
    }))
    .filter(({ verdicts }) => verdicts.length > 0);
}
