import type { Example } from '../../sim/examples/example.ts';

/** A file of src/sim/examples that is called like an example exports that example, and nothing else. */
const modules = import.meta.glob<Record<string, Example>>([
  '../../sim/examples/*.ts',
  '!**/{actors,all,example,index,model,results,situations}.ts',
  '!**/*.test.ts',
]);

/** The ids of the examples that {@link loadExample} can load. */
export const loadable = (): string[] =>
  Object.keys(modules).map((path) => path.slice(path.lastIndexOf('/') + 1, -'.ts'.length));

/**
 * The example called `id`, from its own module: a figure in the browser needs one of them, and the registry would
 * bring all. Rejects if there is no such module, or if it does not arrive.
 */
export async function loadExample(id: string): Promise<Example> {
  const module = await modules[`../../sim/examples/${id}.ts`]?.();
  const [example] = Object.values(module ?? {});
  if (!example) throw new Error(`there is no example '${id}' to load`);
  return example;
}
