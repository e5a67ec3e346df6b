import { to } from '../../../addresses.ts';
import { withTasks } from '../../../sim/compose/scene.ts';
import type { Choice } from '../../../sim/kernel/index.ts';
import type { Subject } from '../asked.ts';
import type { FigureData, Places } from '../data.ts';
import { UNSEARCHED } from '../searched.ts';
import { ask } from './ask.ts';

/**
 * A figure with what is changed of its example: `+nic=pin,dma,unpin`. What a search says of it is not known yet. Throws a ModelError that says what
 * cannot be; rejects where the code that searches does not load.
 */
export async function composed(built: Subject, changes: string): Promise<Subject> {
  const example = withTasks(built.example, changes);
  if (example === built.example) return built;
  const { actors, ...rest } = example;
  const { designs } = built.data;
  const known = await places();
  const trees = await ask((judge) => judge.trees(designs.map(({ id }) => id)));
  const data: FigureData = {
    ...built.data,
    example: rest,
    designs: designs.map((design, i) => ({ ...design, tree: i, verdicts: [UNSEARCHED] })),
    trees: trees.map(({ tree }) => tree),
    // Not all of them matter: which do, a search would have to say.
    asked: Object.keys(designs[0].choices) as Choice[],
    places: trees.map(({ id }) => known[id] ?? {}),
  };
  return { example, data };
}

/** Where every step of the model can be read, whatever the tasks are. Without it a row has no link. */
async function places(): Promise<Readonly<Record<string, Places>>> {
  const response = await fetch(to('places.json')).catch(() => null);
  return response?.ok ? response.json() : {};
}
