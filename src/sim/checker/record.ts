import { type Field, layOut, mask, type Range, type Shape } from './layout.ts';
import { type Access, viewOf } from './view.ts';

/**
 * The shared state of a model: a fixed record of small integers, packed into 32-bit words.
 *
 * Models see names (`s.page[0].refcount`); the explorer copies, compares and hashes words.
 */

/** The record that a shape describes, as models read and write it. */
export type StateOf<T> = T extends Range
  ? number
  : T extends readonly (infer E)[]
    ? StateOf<E>[]
    : { -readonly [K in keyof T]: StateOf<T[K]> };

/** A packed record: its fields, its size, and views of any buffer of that size. */
export interface Packed<S> {
  readonly fields: readonly Field[];
  /** A record of its own, in which each variable is at the low end of its range. */
  fresh(): S;
  /** Length in 32-bit words. */
  readonly words: number;
  /** Named accessors over `buffer`. Writing out of range throws an OutOfRange, where there is nothing to write a ReadOnly. */
  view(buffer: Uint32Array, access?: Access): S;
  /** The same for reading only, at any time: writing throws a ReadOnly. */
  readonly(buffer: Uint32Array): Readonly<S>;
  /** One field's value in `buffer`. */
  get(buffer: Uint32Array, field: Field): number;
}

/** A record of the variables of `shape`. Throws a ModelError where that is no shape, see {@link layOut}. */
export function pack<const T extends Shape>(shape: T): Packed<StateOf<T>> {
  const { fields, words } = layOut(shape);
  const own = structuredClone(shape as Shape); // what becomes of the author's object is no matter
  const view = (buffer: Uint32Array, access: Access = 'write') =>
    viewOf(own, fields, buffer, access) as StateOf<T>;
  return Object.freeze({
    fields,
    words,
    fresh: () => view(new Uint32Array(words)),
    view,
    readonly: (buffer: Uint32Array) => view(buffer, 'read'),
    get: (buffer: Uint32Array, { word, shift, bits, low }: Field) =>
      ((buffer[word] >>> shift) & mask(bits)) + low,
  });
}
