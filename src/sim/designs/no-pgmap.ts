import { trees } from '../kernel/index.ts';
import type { Design } from './design.ts';
import { gupPut } from './gup-put.ts';

/**
 * One part of the series of 2021, put on v5.19: GUP takes no pgmap reference, and counts stay as they are. The series has removal unmap first
 * besides, which is the variant no-pgmap+unbind-unmaps. It relies on a removal that waits for the pins that are left, as in v5.17; and it
 * spoke of GUP-fast alone, where here GUP-slow goes without as well.
 */
export const noPgmap: Design = {
  id: 'no-pgmap',
  title: 'series of March 2021, GUP part',
  what: 'v5.19, no pgmap in GUP, nothing unmapped',
  tree: trees['v6.1'],
  choices: {
    ...gupPut.choices,
    gupHoldsPgmap: false,
  },
};
