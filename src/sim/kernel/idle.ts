import type { Choices } from './choices.ts';
import type { Page } from './state.ts';

/** What the scan calls busy. */
export function isBusy({ busy, idle }: Choices, { refcount, mapcount }: Page): boolean {
  return busy === 'refcount > idle' ? refcount > idle : refcount !== mapcount;
}

/** What the sleeper waits for. */
export function isIdle({ sleeperWaitsFor, idle }: Choices, { refcount, mapcount }: Page): boolean {
  return refcount === (sleeperWaitsFor === 'refcount == idle' ? idle : mapcount);
}
