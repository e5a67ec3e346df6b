import type { Variant } from '../design.ts';

/**
 * The file system is told of a removal as xfs with a reverse map is since v6.8: before faults fail; and it takes the entries out of its
 * files (fs/xfs/xfs_notify_failure.c: xfs_dax_notify_dev_failure).
 */
export const toldAsXfs: Variant = {
  id: 'told-as-xfs',
  title: 'told as xfs is',
  choices: {
    unbindUnmaps: true,
    unbindRemovesEntries: true,
    unbindTells: 'before faults fail',
  },
};
