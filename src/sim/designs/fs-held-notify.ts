import { trees } from '../kernel/index.ts';
import type { Design } from './design.ts';
import { fsHeld } from './fs-held.ts';

/** The proposal, and removal tells the file system to unmap what it holds. */
export const fsHeldNotify: Design = {
  id: 'fs-held-notify',
  title: 'proposal with a notice',
  what: 'removal has the files unmapped',
  tree: trees.proposal,
  choices: {
    ...fsHeld.choices,
    unbindUnmaps: true,
  },
};
