import { admit, answer, begin, observation } from './admit.ts';
import type { Care } from './care.ts';
import { behind } from './guarded.ts';

/** All the care that there is: what a search takes. Each mistake throws a ModelError with its place. */
export const STRICT: Care = { material: behind, begin, admit, answer, observation };
