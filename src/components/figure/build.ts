import { isDeepStrictEqual } from 'node:util';
import { factIn, factPlace, facts, factUrl } from '../../facts/facts.ts';
import { type Design, designNamed } from '../../sim/designs/index.ts';
import {
  type Choice,
  type Landmark,
  releasesOf,
  source,
  type Tree,
  type TreeId,
  treeIds,
  trees,
} from '../../sim/kernel/index.ts';
import type { Example } from '../../sim/scenario/index.ts';
import { toldPair } from '../../sim/trace/index.ts';
import { choicesAsked, landmarksOf } from '../../sim/verdicts/verdicts.ts';
import type { DesignData, FigureData, Places } from './data.ts';
import { fingerprintOf } from './fingerprint.ts';
import { sources } from './sources.ts';
import { verdictData } from './verdict-data.ts';

/** Changes whenever the model does. */
export const fingerprint: string = fingerprintOf(sources);

/** Everything a figure of `example` needs that only the build can make; `retold` is what to tell of it instead. */
export function figureData(example: Example, retold?: Pick<Example, 'pair' | 'told'>): FigureData {
  const records = example.designs.map(designNamed);
  const whole = [...new Set(records.map(({ tree }) => tree))];
  const cut = whole.map((tree) => excerpt(tree, landmarksOf(example), whole[0]));
  const designs = records.map((design) => designData(example, design, whole.indexOf(design.tree)));
  const everywhere = whole.map((tree) => placesIn(idOf(tree), landmarksOf(example)));
  const places = everywhere.map((own, i) => (i === 0 ? own : others(own, everywhere[0])));
  // What is left is all that a replay needs, besides the actors, and so is whatever scenarios are given later.
  const { actors, title, demands, sometimes, fails, never, notice, ...scenario } = example;
  const { rows } = toldPair({ ...example, ...retold });
  const row = rows.find(({ parts }) => parts)?.number ?? 1;
  const asked = choicesOf(example);
  return { example: { ...scenario, ...retold }, row, designs, trees: cut, asked, places, fingerprint };
}

/** Where these steps can be read, in releases that the designs on a tree are of, as far as they were read in one. */
export function placesIn(tree: TreeId, steps: readonly Landmark[]): Places {
  const ids = new Set(steps.map((at) => source(tree, at).fact));
  return Object.fromEntries(
    [...ids].map((id) => {
      const fact = factIn(id, releasesOf[tree]) ?? facts[id];
      return [id, { url: factUrl(fact), where: factPlace(fact) }];
    }),
  );
}

const idOf = (tree: Tree): TreeId => treeIds.find((id) => trees[id] === tree) as TreeId;

/** What is not the same in `first`. */
const others = (places: Places, first: Places): Places =>
  Object.fromEntries(Object.entries(places).filter(([id, place]) => place.url !== first[id]?.url));

/** These steps of a tree; where it is not `first`, without those that are the same there. */
function excerpt(tree: Tree, steps: readonly Landmark[], first: Tree): Partial<Tree> {
  const same = (at: Landmark) => tree !== first && isDeepStrictEqual(tree[at], first[at]);
  return Object.fromEntries(steps.filter((at) => !same(at)).map((at) => [at, tree[at]]));
}

const designData = (example: Example, design: Design, tree: number): DesignData => ({
  ...design,
  tree,
  verdicts: verdictData(example, design.id),
});

/** Every choice that a search of the example asks for, in the order in which a design makes them. */
function choicesOf(example: Example): Choice[] {
  const asked = example.designs.map((design) => choicesAsked(example, design));
  const { choices } = designNamed(example.designs[0]);
  return (Object.keys(choices) as Choice[]).filter((choice) => asked.some((some) => some.has(choice)));
}
