/** Who adds what to a page's count under a design, who waits for that count, and how this is said. */
export { type Holder, type Holding, holdingOf, type LastPut } from './holding.ts';
export { kindOf } from './shares.ts';
export { putsWords, saidOf, whose } from './words.ts';
