import type { Page, State, Toucher } from './state.ts';
import type { Thread } from './step.ts';

/** The number of the struct page that counts for `page`. */
export const countsOf = ({ kernel }: Thread, page: number): number => kernel.layout.counts(page);

/**
 * The struct page that counts for `page`, for `who` to read or change. Where its memmap is gone, that is an accident,
 * and is noted.
 */
export function structPage(t: Thread, s: State, page: number, who: Toucher): Page {
  if (s.device.memmapGone) s.device.late[who] = 1;
  return s.page[countsOf(t, page)];
}

/** Takes references off the count of `page`, and a pin where they were one. Returns the page with what is left. */
export function drop(t: Thread, s: State, page: number, references: number, who: Toucher): Page {
  const counted = structPage(t, s, page, who);
  counted.refcount -= references;
  if (who === 'pin') s.page[page].pins -= 1;
  return counted;
}

/** Where the page's DAX entry is kept. */
export const entryOf = ({ kernel }: Thread, s: Readonly<State>, page: number): Page & { entryLock: number } =>
  s.page[kernel.layout.entry[page]];
