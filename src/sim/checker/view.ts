import { OutOfRange, ReadOnly } from './errors.ts';
import { type Field, isRange, mask, type Shape } from './layout.ts';

/** A view is a set of accessors over one buffer, so looking at another state is loading its words into that buffer. */

/** What may be done through a view. */
export type Access = 'read' | 'write';

/** How a variable is read and written. */
export interface Accessor {
  get(): number;
  set(value: number): void;
}

/** What a view is made of, where it is more than plain objects, lists and accessors: see guarded.ts. */
export interface Material {
  record(path: string, names: readonly string[]): object;
  list(list: unknown[], path: string, length: number): void;
  accessor(plain: Accessor, path: string): Accessor;
}

/** The view of `buffer` that a shape's fields come to. */
export function viewOf(
  shape: Shape,
  fields: readonly Field[],
  buffer: Uint32Array,
  access: Access,
  material?: Material,
): unknown {
  const byPath = new Map(fields.map((field) => [field.path, field]));
  return build(shape, '');

  function build(node: unknown, path: string): unknown {
    if (Array.isArray(node)) {
      // A list of records is made whole: an element that is defined later makes it slow to index.
      const list: unknown[] = node.some(isRange) ? [] : node.map((child, i) => build(child, join(path, i)));
      if (list.length < node.length)
        for (const [i, child] of node.entries()) define(list, String(i), child, join(path, i));
      material?.list(list, path, node.length);
      return Object.freeze(list);
    }
    const object = material?.record(path, Object.keys(node as Shape)) ?? {};
    for (const [name, child] of Object.entries(node as Shape)) define(object, name, child, join(path, name));
    return Object.freeze(object);
  }

  function define(target: object, name: string, child: unknown, path: string): void {
    const field = byPath.get(path);
    const plain = field && accessorOf(buffer, field, access);
    Object.defineProperty(target, name, {
      enumerable: true,
      ...(plain ? (material?.accessor(plain, path) ?? plain) : { value: build(child, path) }),
    });
  }
}

function accessorOf(buffer: Uint32Array, field: Field, access: Access): Accessor {
  const { path, low, high, word, shift, bits } = field;
  const ones = mask(bits);
  const hole = ~(ones << shift);
  return {
    get: () => ((buffer[word] >>> shift) & ones) + low,
    set: (value) => {
      if (access === 'read') throw new ReadOnly(path);
      if (!(value >= low && value <= high) || value !== Math.trunc(value))
        throw new OutOfRange(path, value, low, high);
      buffer[word] = (buffer[word] & hole) | ((value - low) << shift);
    },
  };
}

/** A part's path, from that of what it is in. */
export const join = (path: string, name: string | number): string =>
  path ? `${path}.${name}` : String(name);
