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
