import { trees } from '../kernel/index.ts';
import { current } from './current.ts';
import type { Design } from './design.ts';

/** Before GUP went through folios: put_page() ends every reference, and removal waits for every page. */
export const v517: Design = {
  id: 'v5.17',
  title: 'v5.17',
  what: 'before folios; read in v5.10',
  tree: trees['v5.10'],
  choices: {
    ...current.choices,
    gupPutWakesAt: 1,
    unbindWaitsFor: 'every page',
  },
};
