import type { Variant } from '../design.ts';

/** Removal tells whoever maps the pages, and they are unmapped before the device goes: what the series of 2021 added. */
export const unbindUnmaps: Variant = {
  id: 'unbind-unmaps',
  title: 'removal unmaps',
  choices: {
    unbindUnmaps: true,
  },
};
