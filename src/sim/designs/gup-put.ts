import { trees } from '../kernel/index.ts';
import { current } from './current.ts';
import type { Design } from './design.ts';

/** What was merged for v5.19: only GUP learns that 1 is idle. */
export const gupPut: Design = {
  id: 'gup-put',
  title: 'v5.19 to v6.14',
  what: 'GUP wakes at 1',
  tree: trees['v6.1'],
  choices: {
    ...current.choices,
    gupPutWakesAt: 1,
  },
};
