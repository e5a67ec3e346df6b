import type { Actor } from '../../sim/scenario/index.ts';

/** A file of src/sim/examples that is called like an example exports its actors by that name. */
const modules = import.meta.glob<readonly Actor[]>(['./*.ts', '!./{index,*.test}.ts'], {
  import: 'actors',
  base: '../../sim/examples',
});

/** The ids of the examples that {@link loadActors} can load. */
export const loadable = (): string[] =>
  Object.keys(modules).map((path) => path.slice(path.lastIndexOf('/') + 1, -'.ts'.length));

/**
 * What the tasks of the example called `id` run, from its own module: a figure in the browser needs no more of one
 * example, and the registry would bring all. Rejects if there is no such module, or if it does not arrive.
 */
export async function loadActors(id: string): Promise<readonly Actor[]> {
  const actors = await modules[`./${id}.ts`]?.();
  if (!actors) throw new Error(`there is no example '${id}' to load`);
  return actors;
}
