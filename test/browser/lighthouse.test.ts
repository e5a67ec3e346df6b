/**
 * The categories that judge what is on the page, and so come out the same each time. Performance depends on
 * what else the machine is doing: `npm run lighthouse` prints it too.
 */
import { afterAll, describe, expect, test } from 'vitest';
import { site } from './harness.ts';
import { devices, type Lighthouse, startLighthouse } from './lighthouse.ts';

/** One page of each type. */
const pages = ['', 'missed-wakeup/', 'x/missed-wakeup/', 'c/5/', 'search/'];
const categories = ['accessibility', 'best-practices', 'seo'];

let lighthouse: Promise<Lighthouse> | undefined;
afterAll(async () => (await lighthouse)?.close());

describe.each(devices)('Lighthouse on a %s', (device) => {
  test.each(pages)('/%s', async (page) => {
    lighthouse ??= startLighthouse();
    const scores = await (await lighthouse).judge(site + page, device, categories);
    const perfect = categories.map((category) => [category, { score: 100, lost: [] }]);
    expect(scores).toEqual(Object.fromEntries(perfect));
  });
});
