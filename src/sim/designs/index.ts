import { brief } from '../../text/brief.ts';
import { ModelError } from '../checker/index.ts';
import { baseOf } from '../ids.ts';
import { type Choice, choiceValues, choiceWord, choiceWords } from '../kernel/index.ts';
import { current } from './current.ts';
import type { Design, Variant } from './design.ts';
import { entryHeld } from './entry-held.ts';
import { folioPut } from './folio-put.ts';
import { fsHeld } from './fs-held.ts';
import { fsHeldNotify } from './fs-held-notify.ts';
import { gupPut } from './gup-put.ts';
import { noPgmap } from './no-pgmap.ts';
import { v517 } from './v5.17.ts';
import { v615 } from './v6.15.ts';
import { remedies, variants } from './variants/index.ts';

export type { Design, Remedy, Variant } from './design.ts';
export { remedies, variants } from './variants/index.ts';

/** Every design that has been code or was proposed, in the order of their dates. Add a new one here. */
export const designs: readonly Design[] = [
  v517,
  current,
  folioPut,
  gupPut,
  noPgmap,
  fsHeld,
  fsHeldNotify,
  entryHeld,
  v615,
];

/** Their ids, in that order. */
export const designIds: readonly string[] = designs.map(({ id }) => id);

/** v6.15 with each of the remedies for its sleeper. */
export const remedied: readonly string[] = remedies.map(({ id }) => `v6.15+${id}`);

/**
 * The design called `id`: one of {@link designs}, or one with variants added to it, `gup-put+scan-unmapped`, or with choices changed one by
 * one, `v6.15+gupRechecks=no`. Throws a ModelError that lists designs and variants, or choices.
 */
export function designNamed(id: string): Design {
  const { base, added } = partsOf(id);
  const design = designs.find((design) => design.id === base);
  if (!design) throw new ModelError(`there is no design '${base}'; ${known()}`);
  return added.reduce(vary, design);
}

/** The names in a design's id: the design that it starts from, and the variants and changes that are added to it. */
export function partsOf(id: string): { readonly base: string; readonly added: readonly string[] } {
  const [base = '', ...added] = id.split('+');
  return { base, added };
}

function vary(design: Design, name: string): Design {
  const variant = name.includes('=') ? changeNamed(name) : variants.find(({ id }) => id === name);
  if (!variant) throw new ModelError(`there is no variant '${name}' of ${design.id}; ${known()}`);
  if (partsOf(design.id).added.includes(name)) throw new ModelError(`${design.id} has ${name} already`);
  return {
    ...design,
    id: `${design.id}+${name}`,
    title: `${design.title}, ${variant.title}`,
    what: `variant of ${baseOf(design.id)}`,
    choices: { ...design.choices, ...variant.choices },
  };
}

/** One choice made otherwise: `gupRechecks=no`. Throws a ModelError for a choice that there is not, and for what cannot be chosen. */
function changeNamed(name: string): Variant {
  const [choice, word] = name.split('=') as [Choice, string];
  if (!Object.hasOwn(choiceValues, choice))
    throw new ModelError(
      `there is no choice '${brief(choice)}'; the choices are ${Object.keys(choiceValues).join(', ')}`,
    );
  const value = choiceValues[choice].find((value) => choiceWord(value) === word);
  if (value === undefined)
    throw new ModelError(
      `${choice} cannot be '${brief(word)}'; it can be ${choiceValues[choice].map(choiceWord).join(', ')}`,
    );
  return { id: name, title: `${choice}: ${choiceWords(value)}`, choices: { [choice]: value } };
}

/**
 * The id of a design with one choice made otherwise, on top of what it has changed already. A choice that is put back to what the named
 * design and its variants have is no change. Throws a ModelError for what {@link designNamed} does not know.
 */
export function changed(id: string, choice: Choice, word: string): string {
  const { base, added } = partsOf(id);
  const kept = added.filter((name) => !name.startsWith(`${choice}=`));
  const before = designNamed([base, ...kept].join('+'));
  const isBack = choiceWord(before.choices[choice]) === word;
  return designNamed([before.id, ...(isBack ? [] : [`${choice}=${word}`])].join('+')).id;
}

const known = (): string =>
  `the designs are ${designIds.join(', ')}, and any of them with + and a variant: ${variants.map(({ id }) => id).join(', ')}; or with a choice changed, as in v6.15+gupRechecks=no`;
