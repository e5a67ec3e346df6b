import { ModelError } from '../checker/index.ts';
import type { Example } from './example.ts';
import type { Actor } from './scenario.ts';

/** Asked for again, it is the same one, so that what a search of it has come to is remembered. */
const known = new WeakMap<Example, Map<string, Example>>();

/**
 * The same example with more of some of its actors: as many as are named for each, with the example's own the first. The others are called after it,
 * io2, io3 and so on; they are threads of its process, and do what it does. Throws a {@link ModelError} if there is no such actor, or
 * a number is none.
 */
export function crowded(example: Example, numbers: Readonly<Record<string, number>>): Example {
  const byNumbers = known.get(example) ?? new Map<string, Example>();
  known.set(example, byNumbers);
  const key = JSON.stringify(Object.entries(numbers));
  const crowd = byNumbers.get(key) ?? withMore(example, numbers);
  byNumbers.set(key, crowd);
  return crowd;
}

function withMore(example: Example, numbers: Readonly<Record<string, number>>): Example {
  const { actors, alike = [] } = example;
  const names = actors.map(({ name }) => name);
  const groups: string[][] = [];
  const more: Actor[] = [];
  for (const [name, number] of Object.entries(numbers)) {
    const one = actors.find((actor) => actor.name === name);
    if (!one)
      throw new ModelError(
        `there is no task '${name}' in ${example.id} to have more of; it has ${names.join(', ')}`,
      );
    if (!Number.isInteger(number) || number < 1 || number > MOST)
      throw new ModelError(`there can be 1 to ${MOST} of ${name}, not ${number}`);
    const others: Actor[] = [];
    for (let n = 2; others.length < number - 1; n++)
      if (!names.includes(`${name}${n}`)) others.push({ ...one, name: `${name}${n}` });
    more.push(...others);
    groups.push([name, ...others.map((actor) => actor.name)]);
  }
  // At the end, so that each task of the example keeps its number.
  return { ...example, actors: [...actors, ...more], alike: [...alike, ...groups] };
}

/** Of one kind. */
const MOST = 12;
