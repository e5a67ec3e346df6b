import { expect, test } from 'vitest';
import type { Held } from '../../bench/in-browser.ts';
import { chromium } from './harness.ts';
import { withModule } from './modules.ts';

test('a search in a browser that would hold more than it may ends undecided, and says how far it came', async () => {
  const budget = 32 * 2 ** 20;
  const { states, bytes, stopped } = await withModule(
    await chromium(),
    '/bench/in-browser.ts',
    (page) => page.evaluate(`searchWithin(${budget})`) as Promise<Held>,
  );
  expect(stopped).toBe('memory');
  expect(states).toBeGreaterThan(100_000);
  expect(bytes).toBeLessThanOrEqual(budget);
});
