import { ModelError } from '../checker/index.ts';
import { designNamed } from '../designs/index.ts';
import { type DemandId, demands } from '../properties.ts';
import type { Example } from '../scenario/index.ts';
import { changeSet } from './change-set.ts';
import { Knowledge } from './knowledge.ts';
import { lacks, minimal, type Nearing, nearby } from './nearby.ts';
import { pointOf } from './region.ts';
import { asSubject, isAsked, subjects } from './subject.ts';
import type { Mended } from './text.ts';

/** What is to be mended. */
export interface Mending {
  /** Null for all examples of the site. */
  readonly example: Example | null;
  readonly design: string;
  /** What is to hold. All that is asked, if not said. */
  readonly wanted?: readonly DemandId[] | undefined;
  /** Changes at most. */
  readonly max: number;
}

/**
 * The smallest sets of changes with which all that is wanted holds and has its meaning; if there are none, those that lack least. Yields how far it has
 * come. Throws a ModelError for a design that is not there, or that the example is not asked of.
 */
export function* mended({ example, design, wanted, max }: Mending): Generator<Nearing, Mended> {
  const { choices } = designNamed(design);
  const subject = example && asSubject(example);
  if (subject && !isAsked(subject, choices))
    throw new ModelError(
      `example ${subject.example.id} is not asked of ${design}: what its code does there was not read`,
    );
  const knowledge = new Knowledge(subject ? [subject] : subjects);
  const asked = wanted ?? knowledge.asked;
  const going = nearby(knowledge, pointOf(choices), { max, spared: 0, wanted: asked });
  let looked = 0;
  let step = going.next();
  for (; !step.done; step = going.next()) {
    looked = step.value.all;
    yield step.value;
  }
  const [before] = step.value;
  const least = Math.min(...step.value.map(lacks));
  const sets = minimal(step.value).filter((near) => near.changed.length > 0 && lacks(near) === least);
  return {
    subject: example?.id ?? 'all',
    design,
    wanted: asked,
    max,
    looked,
    before,
    sets: sets.map((near) => changeSet(knowledge, design, near, asked)),
  };
}

/** Whether this is the name of something that is asked. */
export const isDemand = (id: string): id is DemandId => Object.hasOwn(demands, id);
