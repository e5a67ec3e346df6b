import { ModelError, OutOfRange, ReadOnly } from './errors.ts';
import { type Field, isRange, mask, type Shape } from './layout.ts';

/**
 * A view is a set of accessors over one buffer, so looking at another state is loading its words into that buffer.
 *
 * What a model's functions are handed is a view behind a gate, which is open while the function runs. So nobody can look
 * at the state, or change it, but the operation whose turn it is; and a name that is not there is an error, not `undefined`.
 */

/** For whom a view is: 'write' and 'read' at any time; or, behind a gate, for what is being run just now. */
export type Access = 'read' | 'write' | { readonly may: 'read' | 'write'; readonly gate: Gate };

/** Open while a function runs that was given the view. */
export interface Gate {
  open: boolean;
}

/** The view of `buffer` that a shape's fields come to. */
export function viewOf(shape: Shape, fields: readonly Field[], buffer: Uint32Array, access: Access): unknown {
  const byPath = new Map(fields.map((field) => [field.path, field]));
  const accessor = accessorsOf(buffer, access);
  return build(shape, '');

  function build(node: unknown, path: string): unknown {
    if (Array.isArray(node)) {
      // A list of records is made whole: an element that is defined later makes it slow to index.
      const list: unknown[] = node.some(isRange) ? [] : node.map((child, i) => build(child, join(path, i)));
      if (list.length < node.length)
        for (const [i, child] of node.entries()) define(list, String(i), child, join(path, i));
      if (typeof access === 'object') Object.setPrototypeOf(list, strictList);
      known(list, path, Object.keys(node));
      return Object.freeze(list);
    }
    const names = Object.keys(node as Shape);
    const object = typeof access === 'object' ? Object.create(strictRecord) : {};
    known(object, path, names);
    for (const [name, child] of Object.entries(node as Shape)) define(object, name, child, join(path, name));
    return Object.freeze(object);
  }

  function known(part: object, path: string, names: readonly string[]): void {
    if (typeof access === 'object') parts.set(part, { path, names, gate: access.gate });
  }

  function define(target: object, name: string, child: unknown, path: string): void {
    const field = byPath.get(path);
    Object.defineProperty(target, name, {
      enumerable: true,
      ...(field ? accessor(field) : { value: build(child, path) }),
    });
  }
}

interface Accessor {
  get(): number;
  set(value: number): void;
}

function accessorsOf(buffer: Uint32Array, access: Access): (field: Field) => Accessor {
  const may = typeof access === 'object' ? access.may : access;
  return (field) => {
    const { path, low, word, shift } = field;
    const ones = mask(field.bits);
    const set = may === 'write' ? writer(buffer, field) : refuse(path);
    if (typeof access !== 'object') return { get: () => ((buffer[word] >>> shift) & ones) + low, set };
    const { gate } = access;
    return {
      get: () => {
        if (!gate.open) throw kept(path);
        return ((buffer[word] >>> shift) & ones) + low;
      },
      set: (value) => {
        if (!gate.open) throw kept(path);
        set(value);
      },
    };
  };
}

function writer(buffer: Uint32Array, { path, low, high, word, shift, bits }: Field) {
  const hole = ~(mask(bits) << shift);
  return (value: number) => {
    if (!(value >= low && value <= high) || value !== Math.trunc(value))
      throw new OutOfRange(path, value, low, high);
    buffer[word] = (buffer[word] & hole) | ((value - low) << shift);
  };
}

const refuse = (path: string) => () => {
  throw new ReadOnly(path);
};

const kept = (path: string): ModelError =>
  new ModelError(
    `it uses ${path} through a view that was kept from an earlier call; use the one that it is given, ` +
      'and hand on values, not views',
  );

/** What a name is missed in: a part of a view behind a gate. */
interface Part {
  readonly path: string;
  readonly names: readonly string[];
  readonly gate: Gate;
}

const parts = new WeakMap<object, Part>();

/**
 * What stands behind the records and lists of views with a gate: whoever asks for something that they do not have is told
 * so, while the gate is open. What they have is found before it, and what lists can do as well, so that it costs nothing.
 */
const strict = (known: object): object =>
  new Proxy(known, {
    get(target, name, part) {
      if (typeof name === 'string' && !(name in known) && name !== 'toJSON') refuseUnknown(part, name);
      return Reflect.get(target, name, part);
    },
    set(_target, name, _value, part) {
      refuseUnknown(part, String(name));
      return false;
    },
  });
const strictRecord = strict(Object.prototype);
const strictList = Object.defineProperties(
  Object.create(strict(Array.prototype)),
  Object.getOwnPropertyDescriptors(Array.prototype) as object as PropertyDescriptorMap,
);

function refuseUnknown(missed: object, name: string): void {
  const part = parts.get(missed);
  if (!part?.gate.open) return;
  const { path, names } = part;
  const has = Array.isArray(missed) ? `is a list of ${names.length}` : `has ${names.join(', ') || 'nothing'}`;
  throw new ModelError(`there is no variable '${join(path, name)}'; ${path || 'the record'} ${has}`);
}

const join = (path: string, name: string | number): string => (path ? `${path}.${name}` : String(name));
