import type { Showable } from '../sim/verdicts/showing.ts';
import type { VerdictRef } from '../sim/verdicts/verdicts.ts';

/**
 * References as chapters write them: ids with slashes between them, and commas between designs. Everywhere else they are
 * records. Each throws for words that are not of its form; whether the ids exist is seen by who looks them up.
 */

/** `example/design/property` */
export function verdictRef(of: string): VerdictRef {
  const [example, design, property] = split(of, 'example/design/property');
  return { example, design, property };
}

/** `example/property` */
export function questionRef(of: string): Omit<VerdictRef, 'design'> {
  const [example, property] = split(of, 'example/property');
  return { example, property };
}

/** `example/design` */
export function runRef(of: string): Omit<VerdictRef, 'property'> {
  const [example, design] = split(of, 'example/design');
  return { example, design };
}

/** `example/design`, or `example/design,design` */
export function runsRef(of: string): { readonly example: string; readonly designs: readonly string[] } {
  const [example, designs] = split(of, 'example/design', ', or example/design,design');
  return { example, designs: designs.split(',').map((design) => design.trim()) };
}

/** `example/left,right/property` for the shortest schedule that fails, `example/left,right` for the told one */
export function showableRef(of: string): Showable {
  const [example, pair, property] = of.split('/');
  const [left, right, ...more] = pair?.split(',') ?? [];
  if (!example || !left || !right || more.length > 0)
    throw new Error(`'${of}' should be example/left,right/property, or example/left,right`);
  return property === undefined
    ? { example, pair: [left, right] }
    : { example, pair: [left, right], property };
}

function split(of: string, form: string, otherForm = ''): string[] {
  const words = of.split('/');
  if (words.length === form.split('/').length && words.every(Boolean)) return words;
  throw new Error(`'${of}' should be ${form}${otherForm}`);
}
