import { ModelError, OutOfRange, ReadOnly } from './errors.ts';

/**
 * The shared state of a model: a fixed record of small integers, packed into 32-bit words.
 *
 * Models see names (`s.page[0].refcount`); the explorer copies, compares and hashes words. A view is a set
 * of accessors over one buffer, so looking at another state is loading its words into that buffer.
 */

/** An integer variable: both ends of its range belong to it. */
export interface Range {
  readonly low: number;
  readonly high: number;
}

/** What a record is made of: variables, nested records, and lists of either. */
export interface Shape {
  readonly [name: string]: Range | Shape | readonly (Range | Shape)[];
}

/** The record that a shape describes, as models read and write it. */
export type StateOf<T> = T extends Range
  ? number
  : T extends readonly (infer E)[]
    ? StateOf<E>[]
    : { -readonly [K in keyof T]: StateOf<T[K]> };

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

/** A packed record: its fields, its size, and views of any buffer of that size. */
export interface Packed<S> {
  readonly fields: readonly Field[];
  /** A record of its own, in which each variable is at the low end of its range. */
  fresh(): S;
  /** Length in 32-bit words. */
  readonly words: number;
  /** Named accessors over `buffer`. Writing out of range throws {@link OutOfRange}. */
  view(buffer: Uint32Array): S;
  /** The same for reading only: writing throws {@link ReadOnly}. */
  readonly(buffer: Uint32Array): Readonly<S>;
  /** One field's value in `buffer`. */
  get(buffer: Uint32Array, field: Field): number;
}

/** A variable from `low` to `high`, both included. Throws if that is no range of 31-bit integers. */
export function int(low: number, high: number): Range {
  if (!Number.isInteger(low) || !Number.isInteger(high) || high < low || high - low >= 2 ** 31)
    throw new ModelError(`a variable needs integers low <= high less than 2^31 apart, not ${low} to ${high}`);
  return { low, high };
}

/** A variable that is 0 or 1. */
export const bit: Range = int(0, 1);

/** Lays the variables of `shape` out, in order; none straddles two words. */
export function pack<const T extends Shape>(shape: T): Packed<StateOf<T>> {
  const fields: Field[] = [];
  let word = 0;
  let shift = 0;

  const lay = (place: Place, { low, high }: Range): void => {
    const bits = 32 - Math.clz32(high - low);
    if (shift + bits > 32) {
      word++;
      shift = 0;
    }
    fields.push({ place, path: place.join('.'), low, high, word, shift, bits });
    shift += bits;
  };
  walk(shape, [], lay);

  const byPath = new Map(fields.map((field) => [field.path, field]));
  const build = (node: unknown, path: string, accessor: Accessor): unknown => {
    if (Array.isArray(node)) {
      // A list of records is made whole: an element that is defined later makes it slow to index.
      if (!node.some(isRange))
        return Object.freeze(node.map((child, i) => build(child, join(path, String(i)), accessor)));
      const list: unknown[] = [];
      for (const [i, child] of node.entries()) define(list, String(i), child, join(path, String(i)));
      return Object.freeze(list);
    }
    const object = {};
    for (const [name, child] of Object.entries(node as Shape)) define(object, name, child, join(path, name));
    return Object.freeze(object);

    function define(target: object, name: string, child: unknown, at: string): void {
      const field = byPath.get(at);
      Object.defineProperty(target, name, {
        enumerable: true,
        ...(field ? accessor(field) : { value: build(child, at, accessor) }),
      });
    }
  };

  const words = word + 1;
  const view = (buffer: Uint32Array) => build(shape, '', (field) => writable(buffer, field)) as StateOf<T>;
  return {
    fields,
    words,
    fresh: () => view(new Uint32Array(words)),
    view,
    readonly: (buffer) => build(shape, '', (field) => readable(buffer, field)) as Readonly<StateOf<T>>,
    get: (buffer, { word, shift, bits, low }) => ((buffer[word] >>> shift) & mask(bits)) + low,
  };
}

type Accessor = (field: Field) => { get(): number; set(value: number): void };

function writable(buffer: Uint32Array, { path, low, high, word, shift, bits }: Field) {
  const ones = mask(bits);
  const hole = ~(ones << shift);
  return {
    get: () => ((buffer[word] >>> shift) & ones) + low,
    set: (value: number) => {
      if (!(value >= low && value <= high) || value !== Math.trunc(value))
        throw new OutOfRange(path, value, low, high);
      buffer[word] = (buffer[word] & hole) | ((value - low) << shift);
    },
  };
}

function readable(buffer: Uint32Array, field: Field) {
  return {
    get: writable(buffer, field).get,
    set: () => {
      throw new ReadOnly(field.path);
    },
  };
}

const mask = (bits: number): number => (bits === 32 ? -1 : (1 << bits) - 1) >>> 0;
const join = (path: string, name: string): string => (path ? `${path}.${name}` : name);
const isRange = (node: unknown): node is Range => typeof (node as Range).low === 'number';

function walk(node: unknown, place: Place, lay: (place: Place, range: Range) => void): void {
  if (isRange(node)) lay(place, node);
  else if (Array.isArray(node)) for (const [i, child] of node.entries()) walk(child, [...place, i], lay);
  else for (const [name, child] of Object.entries(node as Shape)) walk(child, [...place, name], lay);
}
