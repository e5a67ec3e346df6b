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

/** What gives meaning to whatever is asked of pins after a removal. */
export const goneAfterPin: Sometimes = {
  id: 'gone-after-pin',
  title: 'the device is gone and the page was pinned before',
  good: (s) => s.device.memmapGone === 1 && s.page[0].wasPinned === 1,
  gives: ['no-late-pin'],
};

/** What gives meaning to whatever is asked of mappings after a removal. */
export const goneAfterMapping: Sometimes = {
  id: 'gone-after-mapping',
  title: 'the device is gone and the page was mapped before',
  good: (s) => s.device.memmapGone === 1 && s.page[0].wasMapped === 1,
  gives: ['no-pte-to-gone-device', 'no-late-mapping'],
};

/** What gives meaning to what is asked of GUP after a removal: it has not had the page, and is not done. */
export const goneBeforeGup: Sometimes = {
  id: 'gone-before-gup',
  title: 'the device is gone, the page was mapped before, and GUP is under way or still to come',
  good: (s, finished) =>
    s.device.memmapGone === 1 && s.page[0].wasMapped === 1 && s.page[0].wasPinned === 0 && !finished('io'),
  gives: ['no-late-gup'],
};

/** What gives meaning to what is asked of faults after a removal. */
export const goneUnderFault: Sometimes = {
  id: 'gone-under-fault',
  title: 'the device is gone and a fault is under way',
  good: (s) => s.device.memmapGone === 1 && s.invalidateLock.some(({ shared }) => shared > 0),
  gives: ['no-late-fault'],
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

/** What a search must have met in which a mapped page is pinned and its device goes. */
export const mappedPinnedAndGone: readonly Sometimes[] = [
  deviceGone,
  pageMapped,
  pagePinned,
  goneAfterPin,
  goneBeforeGup,
  goneAfterMapping,
  goneUnderFault,
];
