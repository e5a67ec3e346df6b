import { ModelError, spoken } from './errors.ts';
import { Again, LoopTop, type Operation } from './task.ts';

/** What a model's functions hand over is looked at each time, and taken only if it is what it has to be. */

const KEYS: readonly string[] = ['name', 'when', 'because', 'effect', 'note'];

/**
 * What a program has yielded, if it is an operation or the top of a loop: it is frozen, so that it stays what it is. Throws
 * a {@link ModelError} that says what came instead; `where` begins it.
 */
export function admit<S, N>(item: unknown, where: () => string): Operation<S, N> | LoopTop {
  if (item instanceof LoopTop) return withPlainLocals(item, where);
  const fail = (what: string): never => {
    throw new ModelError(`${where()} ${what}`);
  };
  if (item === null || typeof item !== 'object')
    return fail(`yields ${spoken(item)}; it has to be an operation, such as { name: 'read' }`);
  if (item instanceof Again) return fail('yields what `again` gives; return it, and the round ends there');
  if (typeof (item as Partial<Iterator<unknown>>).next === 'function')
    return fail('yields a routine; run it with `yield*`');
  if (typeof (item as Partial<Promise<unknown>>).then === 'function')
    return fail('yields a promise; a program is a plain generator, and nothing in it is awaited');
  const operation = item as Operation<S, N>;
  if (typeof operation.name !== 'string' || operation.name === '')
    return fail(`yields an operation whose name is ${spoken(operation.name)}; it needs a word to be told by`);
  for (const key of Object.keys(operation))
    if (!KEYS.includes(key))
      return fail(`yields '${operation.name}' with '${key}'; an operation has ${KEYS.join(', ')}`);
  for (const key of ['when', 'because', 'effect'] as const)
    if (operation[key] !== undefined && typeof operation[key] !== 'function')
      return fail(
        `yields '${operation.name}' whose ${key} is ${spoken(operation[key])}; it has to be a function`,
      );
  return Object.freeze(operation);
}

/** The top of a loop whose locals can be compared with another round's. */
function withPlainLocals(top: LoopTop, where: () => string): LoopTop {
  for (const local of top.given) {
    const isPlain = typeof local === 'boolean' || typeof local === 'string' || Number.isSafeInteger(local);
    if (!isPlain || Object.is(local, -0))
      throw new ModelError(
        `${where()}: loop '${top.name}' hands over ${spoken(local)}; a loop's locals are booleans, strings and integers, ` +
          'so that two rounds can be compared',
      );
  }
  return top;
}

/** The number that an operation's observation is handed over as. Throws a {@link ModelError} that begins with `where`. */
export function observation(observed: unknown, where: string): number {
  if (observed === undefined) return 0;
  if (typeof observed === 'boolean') return observed ? 1 : 0;
  if (typeof observed === 'number' && observed >= 0 && observed < 2 ** 16 && Number.isInteger(observed))
    if (!Object.is(observed, -0)) return observed;
  throw new ModelError(
    `${where} observed ${spoken(observed)}; an observation is a boolean or an integer from 0 to 65535`,
  );
}

/** The answer of a guard or a property. Throws a {@link ModelError} that begins with `where` if it is none. */
export function answer(given: unknown, where: string): boolean {
  if (typeof given === 'boolean') return given;
  throw new ModelError(`${where} answers ${spoken(given)}; it has to be true or false`);
}

/** Whether a program has begun as one has to. Throws a {@link ModelError} if it is no generator. */
export function begin(program: unknown, task: string): void {
  const begun = program as Partial<Generator> | null | undefined;
  if (typeof begun?.next !== 'function' || Symbol.asyncIterator in begun)
    throw new ModelError(`task ${task}: its program is no generator; write \`function* ()\``);
}
