import { ModelError } from './errors.ts';

/** How the variables of a shape are laid out in 32-bit words. */

/** An integer variable: both ends of its range belong to it. */
export interface Range {
  readonly low: number;
  readonly high: number;
  /** It is no mere number: it says which task, by its number from 1, or which tasks, a bit each from the lowest on. */
  readonly of?: 'task' | 'tasks' | undefined;
}

/** What a record is made of: variables, nested records, and lists of either. */
export interface Shape {
  readonly [name: string]: Range | Shape | readonly (Range | Shape)[];
}

/** A variable's place in a shape, e.g. `['page', 0, 'refcount']`. */
export type Place = readonly (string | number)[];

/** One variable's name and place. */
export interface Field extends Range {
  /** Where it is in the shape: the names of records, and the numbers of what stands in lists. */
  readonly place: Place;
  /** The same as readers write it, e.g. `page.0.refcount`. */
  readonly path: string;
  readonly word: number;
  readonly shift: number;
  readonly bits: number;
}

/**
 * A variable from `low` to `high`, both included; `of` is for those below, which say it in words. Throws if that is no range of 31-bit integers.
 */
export function int(low: number, high: number, of?: Range['of']): Range {
  if (!isInterval(low, high))
    throw new ModelError(`a variable needs integers low <= high less than 2^31 apart, not ${low} to ${high}`);
  return Object.freeze({ low, high, of });
}

/** A variable that is one of so many tasks, by its number from 1, or 0, which is nobody. */
export const oneOf = (tasks: number): Range => int(0, tasks, 'task');

/** A variable that is a set of so many tasks, 30 at most: a bit for each, the lowest for the first. */
export const someOf = (tasks: number): Range => int(0, 2 ** tasks - 1, 'tasks');

/** Whether a variable can be of this range. */
export function isInterval(low: number, high: number): boolean {
  return Number.isSafeInteger(low) && Number.isSafeInteger(high) && high >= low && high - low < 2 ** 31;
}

/** A variable that is 0 or 1. */
export const bit: Range = int(0, 1);

/**
 * Lays the variables of `shape` out, in order; none straddles two words. Throws a {@link ModelError} that names the place
 * of whatever is no variable, no record and no list. What else is wrong with a shape a search says: see checkModel().
 */
export function layOut(shape: Shape): { fields: readonly Field[]; words: number } {
  const fields: Field[] = [];
  let word = 0;
  let shift = 0;
  walk(shape, [], (place, { low, high, of }) => {
    const bits = 32 - Math.clz32(high - low);
    if (shift + bits > 32) {
      word++;
      shift = 0;
    }
    fields.push(Object.freeze({ place, path: place.join('.'), low, high, word, shift, bits, of }));
    shift += bits;
  });
  return { fields: Object.freeze(fields), words: word + 1 };
}

/** As many ones, from the right. */
export const mask = (bits: number): number => (bits === 32 ? -1 : (1 << bits) - 1) >>> 0;

/** Deeper than any shape is that ends: one that has itself as a part does not. */
const DEEPEST = 20;

/** Calls `lay` for each variable, in order. */
function walk(node: unknown, place: Place, lay: (place: Place, range: Range) => void): void {
  if (isRange(node)) lay(place, node);
  else if (node && typeof node === 'object' && place.length < DEEPEST)
    for (const [name, child] of Object.entries(node))
      walk(child, [...place, Array.isArray(node) ? Number(name) : name], lay);
  else
    throw new ModelError(
      `${place.join('.') || 'the record'} is ${node}: write int(low, high), bit, or a record or list that ends`,
    );
}

/** Whether this is meant as a variable: it has ends. */
export const isRange = (node: unknown): node is Range => typeof (node as Range | null)?.low === 'number';
