import { withoutChanges } from '../../../sim/ids.ts';
import type { FigureData, VerdictData } from '../data.ts';
import { isSearched } from '../searched.ts';
import { ask } from './ask.ts';

/** The same figure with one more design, which the worker knows, or with the verdicts of one that was not searched yet. Rejects where that does not know it, or does not load. */
export async function withDesign(data: FigureData, id: string): Promise<FigureData> {
  const { example, designs, trees, places } = data;
  const known = designs.find((design) => design.id === id);
  if (known && isSearched(known)) return data;
  const { design, verdicts } = await ask((judge) => judge.design(example.id, id));
  if (known) return withVerdicts(data, id, verdicts);
  return {
    ...data,
    trees: [...trees, design.tree],
    // Its steps can be read where those of the design that it starts from can.
    places: [...places, places[designs.find((one) => one.id === withoutChanges(id))?.tree ?? 0]],
    designs: [...designs, { ...design, tree: trees.length, verdicts }],
  };
}

/** The same figure with what a search of one of its designs says. */
export const withVerdicts = (data: FigureData, id: string, verdicts: readonly VerdictData[]): FigureData => ({
  ...data,
  designs: data.designs.map((one) => (one.id === id ? { ...one, verdicts } : one)),
});
