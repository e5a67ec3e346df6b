/** The designs by name, for tests. */
export { current } from './current.ts';
export { entryHeld } from './entry-held.ts';
export { folioPut } from './folio-put.ts';
export { fsHeld } from './fs-held.ts';
export { fsHeldNotify } from './fs-held-notify.ts';
export { gupPut } from './gup-put.ts';
export { noPgmap } from './no-pgmap.ts';
export { v517 } from './v5.17.ts';
export { v615 } from './v6.15.ts';
