import { OutOfRange, ReadOnly } from './errors.ts';
import { type Field, isRange, mask, type Shape } from './layout.ts';

/** A view is a set of accessors over one buffer, so looking at another state is loading its words into that buffer. */

/** What may be done through a view. */
export type Access = 'read' | 'write';

/** The view of `buffer` that a shape's fields come to. */
export function viewOf(shape: Shape, fields: readonly Field[], buffer: Uint32Array, access: Access): unknown {
  const byPath = new Map(fields.map((field) => [field.path, field]));
  return build(shape, '');

  function build(node: unknown, path: string): unknown {
    // A list of records is made whole: an element that is defined later makes it slow to index.
    if (Array.isArray(node) && !node.some(isRange))
      return Object.freeze(node.map((child, i) => build(child, join(path, i))));
    const part = Array.isArray(node) ? [] : {};
    for (const [name, child] of Object.entries(node as Shape)) {
      const at = join(path, name);
      const field = byPath.get(at);
      const what = field ? accessorOf(buffer, field, access) : { value: build(child, at) };
      Object.defineProperty(part, name, { enumerable: true, ...what });
    }
    return Object.freeze(part);
  }
}

function accessorOf(buffer: Uint32Array, field: Field, access: Access) {
  const { path, low, high, word, shift, bits } = field;
  const ones = mask(bits);
  const hole = ~(ones << shift);
  return {
    get: () => ((buffer[word] >>> shift) & ones) + low,
    set: (value: number) => {
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
