import type { Variant } from '../design.ts';

/** The scan is given the range from 0 to 0, which ends with the first page: what fuse did in mainline up to v6.14. */
export const scansFirstPage: Variant = {
  id: 'scans-first-page',
  title: 'scans the first page only',
  choices: {
    scans: 'the first page',
  },
};
