import type { Choices } from './choices.ts';
import type { Page } from './state.ts';

/** What the scan calls busy. */
export function isBusy(choices: Choices, { refcount, mapcount }: Page): boolean {
  return choices.busy === 'refcount > idle' ? refcount > choices.idle : refcount !== mapcount;
}

/**
 * What the sleeper waits for. The kernel would read two counters one after the other. Whatever moves one of them meanwhile ends
 * in a put, which wakes where it must, but for the copy of a fork, which is two steps here; and a page that is taken for idle is
 * scanned before anything is freed.
 */
export function isIdle(choices: Choices, { refcount, mapcount }: Page): boolean {
  return refcount === (choices.sleeperWaitsFor === 'refcount == idle' ? choices.idle : mapcount);
}
