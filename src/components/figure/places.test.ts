import { expect, test } from 'vitest';
import { type FactId, factIn, facts } from '../../facts/facts.ts';
import { check } from '../../sim/checker/index.ts';
import { designNamed } from '../../sim/designs/index.ts';
import { examples } from '../../sim/examples/index.ts';
import { type Landmark, releasesOf, treeIds, trees } from '../../sim/kernel/index.ts';
import { modelOf } from '../../sim/scenario/index.ts';

/** The steps that each design takes in its examples, and the facts that say where they can be read. */
function taken(): Map<string, Map<Landmark, FactId>> {
  const all = new Map<string, Map<Landmark, FactId>>();
  for (const example of examples)
    for (const id of example.designs) {
      const { tree, ...design } = designNamed(id);
      const steps = all.get(id) ?? new Map<Landmark, FactId>();
      all.set(id, steps);
      const watched = new Proxy(tree, {
        get(target, at: Landmark) {
          steps.set(at, target[at].fact);
          return target[at];
        },
      });
      check(modelOf(example, { ...design, tree: watched }), { examination: 'none' });
    }
  return all;
}

test('the code of a step is read in a release or commit of the design that takes it, or in its neighbour', () => {
  const elsewhere = [...taken()].flatMap(([id, steps]) => {
    const tree = treeIds.find((one) => trees[one] === designNamed(id).tree);
    const where = tree === undefined ? [] : releasesOf[tree];
    return [...steps]
      .filter(([, fact]) => facts[fact].kind === 'code' && factIn(fact, where) === null)
      .map(([at, fact]) => `${id}: ${at} (${fact})`);
  });
  expect(elsewhere).toEqual([]);
});
