import { check } from '../checker/index.ts';
import { exampleNamed } from '../examples/index.ts';
import type { Choices } from '../kernel/index.ts';
import { choicesAt, type Point, pointOf } from './region.ts';
import { open } from './rules.ts';
import { asSubject, isAsked, modelOn, type Subject } from './subject.ts';

/** An example, as it is put to kernels. */
export const subject = (id: string): Subject => asSubject(exampleNamed(id));

/** What fails in an example on a kernel, by a search that shares nothing. */
export function failing(one: Subject, point: Point): string[] {
  const choices = choicesAt(point);
  if (!isAsked(one, choices)) return [];
  const { verdicts } = check(modelOn(one, choices), { examination: 'none' });
  return verdicts
    .filter(
      ({ property, verdict }) => verdict === 'fails' && one.example.demands.some((id) => id === property),
    )
    .map(({ property }) => property);
}

/** Any kernel whose values no rule leaves out by themselves. */
export const anyPoint = (next: () => number): Point =>
  Uint8Array.from(open, (values) => values[Math.floor(next() * values.length)]);

/** The kernel of some choices, changed. */
export const pointWith = (choices: Choices, changes: Partial<Choices> = {}): Point =>
  pointOf({ ...choices, ...changes });
