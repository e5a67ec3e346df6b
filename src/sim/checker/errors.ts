/**
 * A model that cannot be checked, or a request that makes no sense, said so that the reader can mend it:
 * what was wrong, where, and what to do. Everything in this folder throws this and nothing else on purpose.
 */
export class ModelError extends Error {
  override name = 'ModelError';
}

/** A write outside a variable's range. The explorer adds which task and operation did it. */
export class OutOfRange extends ModelError {
  constructor(variable: string, value: number, low: number, high: number) {
    super(`${variable} would become ${value}, but its range is ${low} to ${high}`);
  }
}

/** A write through a read-only view. The explorer adds whose guard, predicate or message it was. */
export class ReadOnly extends ModelError {
  constructor(variable: string) {
    super(`it writes ${variable}, but may only read`);
  }
}

/** A value as an error names it. */
export function spoken(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  if (Object.is(value, -0)) return '-0';
  if (value === null || typeof value !== 'object')
    return typeof value === 'function' ? 'a function' : String(value);
  if (Array.isArray(value)) return 'a list';
  return typeof (value as Partial<Promise<unknown>>).then === 'function' ? 'a promise' : 'an object';
}
