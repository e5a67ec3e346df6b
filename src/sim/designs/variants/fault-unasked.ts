import type { Variant } from '../design.ts';

/** A fault that has found its block goes on whatever becomes of the pgmap, as in every kernel since v5.18. */
export const faultUnasked: Variant = {
  id: 'fault-unasked',
  title: 'faults do not ask',
  choices: {
    mappingNeedsPgmap: false,
  },
};
