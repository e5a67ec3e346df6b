import { trees } from '../kernel/index.ts';
import type { Design } from './design.ts';
import { gupPut } from './gup-put.ts';

/**
 * One part of the series of 2021: GUP takes no pgmap reference, and counts stay as they are. The series has removal unmap first besides, which is
 * the variant no-pgmap+unbind-unmaps; and it spoke of GUP-fast alone, here GUP-slow goes without as well.
 */
export const noPgmap: Design = {
  id: 'no-pgmap',
  title: 'series of March 2021, GUP part',
  what: 'GUP without pgmap; removal does not unmap',
  tree: trees['v6.1'],
  choices: {
    ...gupPut.choices,
    gupHoldsPgmap: false,
  },
};
