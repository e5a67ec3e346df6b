import { trees } from '../kernel/index.ts';
import type { Design } from './design.ts';
import { gupPut } from './gup-put.ts';

/** What the series of 2021 wanted: GUP takes no pgmap reference, and counts stay as they are. */
export const noPgmap: Design = {
  id: 'no-pgmap',
  title: 'series of March 2021',
  what: 'v5.19, but GUP holds no pgmap',
  tree: trees['v6.1'],
  choices: {
    ...gupPut.choices,
    gupHoldsPgmap: false,
  },
};
