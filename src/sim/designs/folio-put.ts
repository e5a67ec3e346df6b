import { trees } from '../kernel/index.ts';
import { current } from './current.ts';
import type { Design } from './design.ts';

/** Muchun Song's first patch: folio_put() itself learns that 1 is idle. */
export const folioPut: Design = {
  id: 'folio-put',
  title: 'first patch of July 2022',
  what: 'folio_put() wakes at 1',
  tree: trees['patch-v1'],
  choices: {
    ...current.choices,
    gupPutWakesAt: 1,
    folioPutWakesAt: 1,
  },
};
