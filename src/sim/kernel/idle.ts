import type { Choices } from './choices.ts';
import type { Page } from './state.ts';

/** What the scan calls busy. */
export function isBusy({ busy, idle }: Choices, { refcount, mapcount }: Page): boolean {
  return busy === 'refcount > idle' ? refcount > idle : refcount !== mapcount;
}

/**
 * What the sleeper waits for. The kernel would read two counters one after the other. Whatever moves one of them meanwhile ends
 * in a put, which wakes where it must; and a page that is taken for idle is scanned before anything is freed.
 */
export function isIdle({ sleeperWaitsFor, idle }: Choices, { refcount, mapcount }: Page): boolean {
  return refcount === (sleeperWaitsFor === 'refcount == idle' ? idle : mapcount);
}
