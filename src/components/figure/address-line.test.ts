import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { leaveAddress, putIntoAddress } from './address-line.ts';

/** A browser's address line, which may refuse, aloud or silently. */
const browser = { hash: '', refuses: 'never' as 'never' | 'aloud' | 'silently', asked: 0 };

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(browser, { hash: '', refuses: 'never', asked: 0 });
  vi.stubGlobal('location', browser);
  vi.stubGlobal('history', {
    state: 'kept',
    replaceState(state: unknown, _: string, fragment: string) {
      browser.asked++;
      expect(state).toBe('kept');
      if (browser.refuses === 'aloud') throw new DOMException('100 times per 30 seconds', 'SecurityError');
      if (browser.refuses === 'never') browser.hash = fragment;
    },
  });
});
afterEach(() => {
  leaveAddress();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('what is put into the address line is there, and that is that', () => {
  putIntoAddress('#a');
  expect(browser.hash).toBe('#a');
  vi.advanceTimersByTime(60_000);
  expect(browser.asked).toBe(1);
});

test.each(['aloud', 'silently'] as const)('where the browser refuses %s, it is there later', (refuses) => {
  browser.refuses = refuses;
  putIntoAddress('#a');
  vi.advanceTimersByTime(30_000);
  expect(browser.hash).toBe('');
  browser.refuses = 'never';
  vi.advanceTimersByTime(1000);
  expect(browser.hash).toBe('#a');
});

test('the last one is what is put there', () => {
  browser.refuses = 'aloud';
  putIntoAddress('#a');
  putIntoAddress('#b');
  browser.refuses = 'never';
  vi.advanceTimersByTime(60_000);
  expect(browser.hash).toBe('#b');
  expect(browser.asked).toBe(3);
});

test('a reader who has gone elsewhere is not called back', () => {
  browser.refuses = 'silently';
  putIntoAddress('#a');
  leaveAddress();
  Object.assign(browser, { hash: '#elsewhere', refuses: 'never' });
  vi.advanceTimersByTime(60_000);
  expect(browser.hash).toBe('#elsewhere');
});
