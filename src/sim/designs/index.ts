import { ModelError } from '../checker/index.ts';
import { current } from './current.ts';
import type { Design } from './design.ts';
import { entryHeld } from './entry-held.ts';
import { folioPut } from './folio-put.ts';
import { fsHeld } from './fs-held.ts';
import { fsHeldNotify } from './fs-held-notify.ts';
import { gupPut } from './gup-put.ts';
import { noPgmap } from './no-pgmap.ts';
import { v517 } from './v5.17.ts';
import { v615 } from './v6.15.ts';

export type { Design } from './design.ts';

/** Every design, in the order of their dates. Add a new one here. */
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

/** The ids of all designs, in that order. */
export const designIds: readonly string[] = designs.map(({ id }) => id);

/** The design called `id`. Throws a ModelError that lists the designs. */
export function designNamed(id: string): Design {
  const found = designs.find((design) => design.id === id);
  if (found) return found;
  throw new ModelError(`there is no design '${id}'; the designs are ${designs.map((d) => d.id).join(', ')}`);
}
