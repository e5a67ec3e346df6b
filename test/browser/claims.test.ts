import { expect, test } from 'vitest';
import { claims } from '../../src/claims/claims.ts';
import { judge } from '../../src/claims/judge.ts';
import { parseSchedule } from '../../src/sim/checker/index.ts';
import { pair } from '../../src/sim/trace/index.ts';
import { visit } from './harness.ts';

/** One claim of each verdict. */
const some = claims.filter(
  ({ verdict }, i) => claims.findIndex((claim) => claim.verdict === verdict && claim.shows) === i,
);

/** The figure's rows, as its claim tells them. */
function rowsOf(claim: (typeof claims)[number]) {
  const { showing } = judge(claim);
  if (!showing) throw new Error(`C${claim.number} has no figure`);
  const { example } = showing;
  const [left, right] = example.pair;
  return { example, left, right, told: pair(example, left, right, parseSchedule(example.told)) };
}

test.each(some.map((claim) => [claim.number, claim] as const))(
  '/c/%d/ says all that it has to say without JavaScript',
  async (number, claim) => {
    const page = await visit(`c/${number}/`, { javaScriptEnabled: false });
    const text = await page.locator('main').innerText();
    expect(text).toMatch(new RegExp(`^C${number}\\b[\\s\\S]*\\bClaim C${number} of \\d+\\b`));
    expect(text.toLowerCase()).toContain(claim.verdict);
    const { told } = rowsOf(claim);
    expect(await page.locator('.trace tbody tr:not(.summary)').count()).toBe(told.rows.length);
    expect(await page.locator('.endings').innerText()).toContain(told.ending.left.words);
    expect(text).toContain(`/c/${number}/`);
  },
);

test('a claim’s figure wakes with the claim’s own designs and schedule, and keeps to them', async () => {
  const [claim] = some;
  const { example, left, right, told } = rowsOf(claim);
  const page = await visit(`c/${claim.number}/`);
  await page.locator('[data-figure]').scrollIntoViewIfNeeded();
  await page.locator('figure[data-live]').waitFor();
  const rows = page.locator('.trace tbody tr:not(.summary)');
  expect(await rows.count()).toBe(told.rows.length);
  await page.getByText('Another schedule, text, keys').click();
  await expect.poll(() => page.locator('.schedule input').inputValue()).toBe(example.told);
  expect(
    await page
      .locator('.head select')
      .evaluateAll((all) => all.map((one) => (one as HTMLSelectElement).value)),
  ).toEqual([left, right]);
  await page.locator('tr[id$="/row-2"] th a').evaluate((link) => (link as HTMLElement).click());
  await expect.poll(() => page.locator('tr.current th a').innerText()).toBe('2');
  expect(await rows.count()).toBe(told.rows.length);
  await page.reload();
  await page.locator('figure[data-live]').waitFor();
  await expect.poll(() => page.locator('tr.current th a').innerText()).toBe('2');
  expect(await rows.count()).toBe(told.rows.length);
});

test('the ledger leads to every claim, and the thread’s sentences lead to claims and examples', async () => {
  const page = await visit('claims/');
  const hrefs = await page
    .locator('main a')
    .evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).href));
  for (const { number } of claims) expect(hrefs.some((href) => href.endsWith(`/c/${number}/`))).toBe(true);
  await page.locator('.claims a.number').first().click();
  expect(new URL(page.url()).pathname).toMatch(/\/c\/1\/$/);
  await page.locator('.neighbours a[rel=next]').click();
  expect(new URL(page.url()).pathname).toMatch(/\/c\/2\/$/);
});
