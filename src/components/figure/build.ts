import { isDeepStrictEqual } from 'node:util';
import { factPlace, facts, factUrl } from '../../facts/facts.ts';
import { highlight } from '../../highlight.ts';
import { type Design, designNamed, partsOf } from '../../sim/designs/index.ts';
import type { Landmark, Tree } from '../../sim/kernel/index.ts';
import type { Example } from '../../sim/scenario/index.ts';
import { toldPair } from '../../sim/trace/index.ts';
import { landmarksOf } from '../../sim/verdicts/verdicts.ts';
import type { DesignData, FigureData, Place, SourcePart } from './data.ts';
import { fingerprintOf } from './fingerprint.ts';
import { sources } from './sources.ts';
import { verdictData } from './verdict-data.ts';

/** Changes whenever the model does. */
export const fingerprint: string = fingerprintOf(sources);

/** Everything a figure of `example` needs that only the build can make; `retold` is what to tell of it instead. */
export async function figureData(
  example: Example,
  retold?: Pick<Example, 'pair' | 'told'>,
): Promise<FigureData> {
  const records = example.designs.map(designNamed);
  const whole = [...new Set(records.map(({ tree }) => tree))];
  const trees = whole.map((tree) => excerpt(tree, landmarksOf(example), whole[0]));
  const designs = await Promise.all(
    records.map((design) => designData(example, design, whole.indexOf(design.tree))),
  );
  const places: Record<string, Place> = {};
  for (const { fact } of trees.flatMap((tree) => Object.values(tree)))
    places[fact] = { url: factUrl(facts[fact]), where: factPlace(facts[fact]) };
  // What is left is all that a replay needs, besides the actors, and so is whatever scenarios are given later.
  const { actors, title, demands, sometimes, fails, never, notice, ...scenario } = example;
  const { rows } = toldPair({ ...example, ...retold });
  const row = rows.find(({ parts }) => parts)?.number ?? 1;
  return { example: { ...scenario, ...retold }, row, designs, trees, places, fingerprint };
}

/** These steps of a tree; where it is not `first`, without those that are the same there. */
function excerpt(tree: Tree, steps: readonly Landmark[], first: Tree): Partial<Tree> {
  const same = (at: Landmark) => tree !== first && isDeepStrictEqual(tree[at], first[at]);
  return Object.fromEntries(steps.filter((at) => !same(at)).map((at) => [at, tree[at]]));
}

async function designData(example: Example, design: Design, tree: number): Promise<DesignData> {
  const { id } = design;
  return { ...design, tree, verdicts: verdictData(example, id), source: await choicesSource(id) };
}

/** The design's own lines, and those of the variants added to it; what a variant decides, no line before it does. */
async function choicesSource(id: string): Promise<SourcePart[]> {
  const { base, added } = partsOf(id);
  const parts = await Promise.all([base, ...added.map((name) => `variants/${name}`)].map(linesOf));
  return parts.map((part, i) => {
    const later = new Set(parts.slice(i + 1).flatMap(({ lines }) => lines.map(({ choice }) => choice)));
    const lines = part.lines.map((line) => (later.has(line.choice) ? { ...line, choice: null } : line));
    return { ...part, lines };
  });
}

/** The lines of `choices: { … }` in a file of src/sim/designs. Throws if the file does not have them. */
async function linesOf(name: string): Promise<SourcePart> {
  const file = `src/sim/designs/${name}.ts`;
  const text = sources[`../../${file.slice('src/'.length)}`];
  const block = /^ {2}choices: \{\n([\s\S]*?)^ {2}\},$/m.exec(text ?? '')?.[1];
  if (!block) throw new Error(`${file} has no 'choices: {' to show`);
  const code = block.replace(/^ {4}/gm, '').trimEnd();
  const html = await highlight(code, 'ts');
  const coloured = html.replace(/^[\s\S]*?<code>|<\/code>[\s\S]*$/g, '').split('\n');
  const lines = code.split('\n').map((line, i) => ({
    html: coloured[i],
    choice: /^(\w+):/.exec(line)?.[1] ?? (line.startsWith('...') ? '...' : null),
  }));
  return { file, lines };
}
