/** The designs by name, for tests. */
export { current } from './current.ts';
export { folioPut } from './folio-put.ts';
export { fsHeld } from './fs-held.ts';
export { gupPut } from './gup-put.ts';
export { v615 } from './v6.15.ts';
