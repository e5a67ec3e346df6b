import { type FactId, factIn, factPlace, facts, factUrl } from '../../facts/facts.ts';
import { formatSchedule } from '../../sim/checker/index.ts';
import { type Design, designs } from '../../sim/designs/index.ts';
import { examples } from '../../sim/examples/index.ts';
import { type Choice, choiceWords, releasesOf, treeIds, trees } from '../../sim/kernel/index.ts';
import { toldOn, toldPair } from '../../sim/trace/index.ts';
import { askedOf, type ExampleVerdict } from '../../sim/verdicts/verdicts.ts';
import { documentedChoices } from '../model/choices.ts';

/** What a design is, for its page. */
export interface About {
  readonly design: Design;
  readonly choices: readonly Made[];
  /** For each example that it is checked in: what is asked, and the verdicts. */
  readonly found: readonly {
    readonly example: (typeof examples)[number];
    readonly verdicts: readonly ExampleVerdict[];
  }[];
  /** The other designs, those that differ in the fewest choices first. */
  readonly neighbours: readonly { readonly design: Design; readonly differs: readonly Difference[] }[];
}

/** A choice, as the design makes it. */
export interface Made {
  readonly name: Choice;
  readonly what: string;
  readonly value: string;
  /** Functions of the kernel whose steps it has decided in the told schedules of the examples, and where they can be read. */
  readonly where: readonly { readonly fn: string; readonly place: string; readonly url: string }[];
}

export interface Difference {
  readonly name: Choice;
  readonly here: string;
  readonly there: string;
}

/** Everything that a design's page says. */
export function about(design: Design): About {
  const decided = decidedBy(design);
  return {
    design,
    choices: documentedChoices().map(({ name, what }) => ({
      name,
      what,
      value: choiceWords(design.choices[name]),
      where: [...(decided.get(name) ?? [])].map(([fn, fact]) => ({ fn, ...placeOf(design, fact) })),
    })),
    found: examples
      .filter((example) => example.designs.includes(design.id))
      .map((example) => ({ example, verdicts: askedOf(example, design.id) })),
    neighbours: designs
      .filter((other) => other !== design)
      .map((other) => ({ design: other, differs: differences(design, other) }))
      .toSorted((a, b) => a.differs.length - b.differs.length),
  };
}

/** For each choice the functions that stand behind steps which it decided, each with its fact, wherever an example tells of the design. */
function decidedBy({ id }: Design): Map<Choice, Map<string, FactId>> {
  const decided = new Map<Choice, Map<string, FactId>>();
  for (const example of examples.filter(({ designs }) => designs.includes(id)))
    for (const { left } of toldPair({ ...example, pair: [id, id], told: toldIn(example, id) }).rows) {
      if (left?.kind !== 'moved') continue;
      for (const choice of left.choices) {
        const functions = decided.get(choice) ?? new Map<string, FactId>();
        decided.set(choice, functions.set(left.fn, left.fact));
      }
    }
  return decided;
}

/** The told schedule of an example, in a design's own steps. */
function toldIn(example: (typeof examples)[number], design: string): string {
  return formatSchedule(toldOn(example, design));
}

function placeOf({ tree }: Design, id: FactId): { readonly place: string; readonly url: string } {
  const treeId = treeIds.find((id) => trees[id] === tree);
  const fact = (treeId && factIn(id, releasesOf[treeId])) ?? facts[id];
  return { place: factPlace(fact), url: factUrl(fact) };
}

const differences = (here: Design, there: Design): Difference[] =>
  (Object.keys(here.choices) as Choice[])
    .filter((name) => here.choices[name] !== there.choices[name])
    .map((name) => ({
      name,
      here: choiceWords(here.choices[name]),
      there: choiceWords(there.choices[name]),
    }));
