import type { Variant } from '../design.ts';

/** Nobody waits for a page: truncate and eviction leave busy blocks to the last put. Proposed in October 2017. */
export const lastPutFrees: Variant = {
  id: 'last-put-frees',
  title: 'the last put frees the block',
  choices: {
    blocksGo: 'with the last put',
    evictionWaits: false,
  },
};
