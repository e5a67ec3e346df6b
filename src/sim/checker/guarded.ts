import { ModelError } from './errors.ts';
import { join } from './view.ts';

/**
 * What a model's functions are handed in a search is a view behind a gate, which is open while the function runs. So nobody
 * can look at the state, or change it, but the operation whose turn it is; and a name that is not there is an error, not
 * `undefined`.
 */

/** Open while a function runs that was given the view. */
export interface Gate {
  open: boolean;
}

/** The same view, behind `gate`. */
export const behind = <S>(view: S, gate: Gate): S => guard(view as object, '', gate) as S;

function guard(part: object, path: string, gate: Gate): object {
  const own = Object.getOwnPropertyDescriptors(part) as Record<string, PropertyDescriptor>;
  const names = Object.keys(part);
  const guarded = (name: string) => {
    const { value, get, set } = own[name];
    const at = join(path, name);
    return value === undefined ? guardedAccessor({ get, set } as Accessor, at, gate) : guard(value, at, gate);
  };
  // As in the view: a list of records is made whole.
  const isWhole = Array.isArray(part) && names.every((name) => own[name].get === undefined);
  const copy = isWhole ? names.map(guarded) : Array.isArray(part) ? [] : Object.create(strictRecord);
  if (!isWhole)
    for (const name of names) {
      const what = guarded(name);
      const isAccessor = own[name].get !== undefined;
      Object.defineProperty(copy, name, { enumerable: true, ...(isAccessor ? what : { value: what }) });
    }
  if (Array.isArray(copy)) Object.setPrototypeOf(copy, strictList);
  parts.set(copy, { path, names, gate });
  return Object.freeze(copy);
}

interface Accessor {
  get(): number;
  set(value: number): void;
}

function guardedAccessor({ get, set }: Accessor, path: string, gate: Gate): Accessor {
  const check = (): void => {
    if (!gate.open)
      throw new ModelError(
        `it uses ${path} through a view that was kept from an earlier call; use the one that it is given, ` +
          'and hand on values, not views',
      );
  };
  return {
    get: () => {
      check();
      return get();
    },
    set: (value) => {
      check();
      set(value);
    },
  };
}

/** What a name is missed in. */
interface Part {
  readonly path: string;
  readonly names: readonly string[];
  readonly gate: Gate;
}

const parts = new WeakMap<object, Part>();

/**
 * What stands behind the records and lists: whoever asks for something that they do not have is told so, while the gate is
 * open. What they have is found before it, and what lists can do as well, so that it costs nothing.
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
