import type { Sometimes } from '../../scenario/index.ts';

/** Situations of the first page and its process that several examples must have met. */

export const pagePinned: Sometimes = {
  id: 'page-pinned',
  title: 'the page is pinned',
  good: (s) => s.page[0].pins === 1,
};

export const pageMapped: Sometimes = {
  id: 'page-mapped',
  title: 'the page is mapped',
  good: (s) => s.process[0].pte[0] === 1,
};

export const deviceGone: Sometimes = {
  id: 'device-gone',
  title: 'the device is gone',
  good: (s) => s.device.memmapGone === 1,
};

const pinnedUnmapped: Sometimes = {
  id: 'pinned-unmapped',
  title: 'the page is pinned while nothing maps it',
  good: (s) => s.page[0].pins === 1 && s.process[0].pte[0] === 0,
};

export const blockFreed: Sometimes = {
  id: 'block-freed',
  title: 'the block is freed',
  good: (s) => s.page[0].owner !== 0,
};

/** What a search must have met in which a page is pinned and its block goes. */
export const pinnedAndFreed: readonly Sometimes[] = [pagePinned, pinnedUnmapped, blockFreed];

/** The same where truncate, the third task, waits for the pin. */
export const met: readonly Sometimes[] = [
  { id: 'truncate-sleeps', title: 'truncate sleeps on the page', good: (s) => s.task[2].sleeping === 1 },
  ...pinnedAndFreed,
];
