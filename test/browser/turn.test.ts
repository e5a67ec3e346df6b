import { readdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { fingerprint } from '../../src/components/figure/build.ts';
import { judge } from '../../src/components/figure/turn/judge.ts';
import { verdictData } from '../../src/components/figure/verdict-data.ts';
import { exampleNamed, examples } from '../../src/sim/examples/index.ts';
import { toldPair } from '../../src/sim/trace/index.ts';
import { turnAt } from '../../src/sim/trace/options.ts';
import { axe, dist, site, visit } from './harness.ts';

/* Choosing what moves next, and searching, in the reader's browser. */

const example = exampleNamed('missed-wakeup');
const address = `x/${example.id}/`;
const SUMMARY = 'Choose what moves next, or search';

/** The page of an example with what can be chosen in sight. */
async function choosing(fragment = '', options: Parameters<typeof visit>[1] = {}): Promise<Page> {
  const page = await visit(address + fragment, options);
  await page.getByText(SUMMARY).click();
  await page.locator('.turn').waitFor();
  return page;
}

/** Waits until it is known what can still fail. */
const known = (page: Page) =>
  expect.poll(() => page.locator('.turn').innerText()).not.toContain('looking ahead');
const caption = (page: Page) => page.locator('.turn caption').innerText();
const currentRow = (page: Page) => page.locator('tr.current th').innerText();
const hash = (page: Page) => page.evaluate(() => decodeURIComponent(location.hash));
const task = (page: Page, name: string) => page.locator('.turn').getByRole('button', { name, exact: true });
const choose = async (page: Page, ...names: readonly string[]) => {
  for (const name of names) await task(page, name).click();
};
/** What is said of a task on either side. */
const said = async (page: Page, name: string) =>
  (
    await page
      .locator('.turn tr', { has: page.getByRole('button', { name, exact: true }) })
      .locator('td')
      .allInnerTexts()
  ).map((text) => text.replace(/\s+/g, ' ').trim());

describe('what moves next', () => {
  test('is said of each task on both designs, with what can still fail, as the checker has it', async () => {
    const shown = toldPair(example);
    const page = await choosing();
    await known(page);
    const row = Number((await currentRow(page)).split(' ')[0]);
    expect(await caption(page)).toBe(`What moves next, after row ${row}`);
    const { done, options } = turnAt(example, shown, row);
    for (const [i, side] of (['left', 'right'] as const).entries()) {
      const { id } = shown.designs[i];
      const [now, ...then] = judge.ahead(example.id, id, [
        done[side],
        ...options.map((one) => one.done[side]),
      ]);
      expect(await page.locator('.turn thead .ahead').nth(i).innerText()).toBe(now.words);
      for (const [at, { task, why }] of options.entries())
        expect((await said(page, task))[i]).toContain(
          why.left === null || why.right === null
            ? then[at].words
            : why[side] === 'it has finished'
              ? 'has ended'
              : why[side],
        );
    }
  });

  test('is chosen from the start, by keys alone, and is in the address', async () => {
    const page = await visit(address);
    await page.locator('.ahead summary').first().focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Choose what moves first' }).focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => caption(page)).toBe('What moves first');
    await known(page);
    // Where truncate goes first, nothing is lost: there is no pin yet that it could wait for.
    expect(await said(page, 'trunc')).toEqual([
      'filemap_invalidate_lock() can no longer fail',
      'filemap_invalidate_lock() can no longer fail',
    ]);
    expect((await said(page, 'app'))[0]).toMatch(
      /^mmap_read_lock\(\) can still fail: .* schedules from here fail$/,
    );
    await task(page, 'trunc').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await expect.poll(() => caption(page)).toBe('What moves next, after row 2');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('trunc');
    await expect.poll(() => hash(page)).toContain('#2/trunc*2~');
    const again = await visit(address + new URL(page.url()).hash);
    await again.locator('figure[data-live]').waitFor();
    await expect
      .poll(() => again.locator('.trace').innerText())
      .toBe(await page.locator('.trace').innerText());
  });

  test('is undone, and the told schedule is one press away', async () => {
    const page = await choosing();
    const before = await page.locator('.trace').innerText();
    await choose(page, 'io');
    await expect.poll(() => page.locator('.trace').innerText()).not.toBe(before);
    await page.getByRole('button', { name: 'Undo the choice' }).click();
    await expect.poll(() => page.locator('.trace').innerText()).toBe(before);
    expect(await page.getByRole('button', { name: 'Undo the choice' }).count()).toBe(0);
    await page.getByRole('button', { name: 'Choose what moves first' }).click();
    await choose(page, 'app', 'trunc');
    await page.locator('.ahead').getByRole('button', { name: 'Back to the told schedule' }).click();
    await expect
      .poll(() => page.locator('.trace tbody tr:not(.summary)').count())
      .toBe(toldPair(example).rows.length);
  });

  test('says why a task cannot move, and stays where it is when that is pressed', async () => {
    const page = await choosing();
    await page.getByRole('button', { name: 'last row' }).click();
    await expect.poll(async () => (await said(page, 'trunc'))[0]).toContain('nobody has woken it');
    expect(await said(page, 'app')).toEqual(['has ended', 'has ended']);
    const before = await hash(page);
    // Playwright does not press what says that it cannot be pressed.
    await task(page, 'app').dispatchEvent('click');
    expect(await hash(page)).toBe(before);
    expect(await task(page, 'app').getAttribute('aria-disabled')).toBe('true');
  });

  test('can be led to where it must fail: truncate into the hole', async () => {
    const page = await choosing(`#${example.id}/current,fs-held/fails/truncate-finishes`);
    await known(page);
    const first = page.locator('.turn thead .ahead').first();
    expect(await first.innerText()).toMatch(/^has failed/);
    const words: string[] = [];
    for (let row = Number((await currentRow(page)).split(' ')[0]); row > 1; row--) {
      await page.getByRole('button', { name: 'step back' }).click();
      await known(page);
      words.unshift((await first.innerText()).split(':')[0]);
    }
    // It can, then it must, then it has: once decided it stays so.
    expect(words.filter((word, i) => word !== words[i - 1])).toEqual(['can still fail', 'must fail']);
  });

  test.each([
    ['light', 1440],
    ['dark', 390],
    ['light', 320],
  ] as const)('can be used by all, %s, %i px', async (colorScheme, width) => {
    const page = await choosing('', { colorScheme, viewport: { width, height: 844 } });
    await known(page);
    expect(await axe(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  });
});

describe('a search', () => {
  const button = (page: Page, design: string) =>
    page.getByRole('button', { name: `Search every interleaving of ${design}` });
  const status = (page: Page) => page.locator('.ahead [role=status]');

  test('comes to the verdicts, and shows a failure that it found, on the side that fails', async () => {
    const page = await choosing();
    await button(page, 'proposal of July 2022').click();
    await status(page).getByText('in this browser').waitFor();
    const lines = await status(page).getByRole('listitem').allInnerTexts();
    const told = verdictData(example, 'fs-held');
    expect(
      lines.map((line) => line.replace(/ Show it|\s+(What would mend it|Why does it hold)\?/g, '')),
    ).toEqual(told.map(({ title, words }) => `${title}: ${words}`));
    await status(page).getByRole('button', { name: 'Show it' }).first().click();
    const { schedule } = told.find(({ verdict }) => verdict === 'fails') as { schedule: string };
    await expect.poll(() => hash(page)).toMatch(/^#\d+\/right:/);
    expect(await hash(page)).toContain(`/right:${schedule}`);
    expect(await page.locator('.endings .right').innerText()).toContain('for ever');
  });

  test('can be cancelled, and begun again', async () => {
    const page = await choosing('', {});
    let held = true;
    await page.context().route(/worker-/, (route) => (held ? undefined : route.continue()));
    const fresh = await page.context().newPage();
    await fresh.goto(page.url());
    await fresh.getByText(SUMMARY).click();
    await button(fresh, 'v5.18').click();
    await fresh.getByText('Searching: 0 states so far.').waitFor();
    await fresh.getByRole('button', { name: 'Cancel' }).click();
    await fresh.getByText('Cancelled.').first().waitFor();
    held = false;
    await button(fresh, 'v5.18').click();
    await status(fresh).getByText('in this browser').waitFor();
  });

  test('that cannot be had says so, and the figure goes on', async () => {
    const page = await choosing('', { lost: /worker-/ });
    const words = 'The code that searches did not load: reload the page to try again.';
    await button(page, 'v5.18').click();
    await status(page).getByText(words).waitFor();
    await choose(page, 'io');
    expect(await hash(page)).toContain('~');
  });

  test('comes to the verdicts of the build, for every example and every design', async () => {
    const page = await visit(address);
    const worker = `${site}_astro/${readdirSync(`${dist}/_astro`).find((name) => name.startsWith('worker-'))}`;
    const cells = examples.flatMap(({ id, designs }) => designs.map((design) => [id, design] as const));
    const found = await page.evaluate(searchAll, { worker, cells });
    expect(found).toHaveLength(cells.length);
    for (const [i, [id, design]] of cells.entries())
      expect(found[i], `${id} ${design}`).toEqual(verdictData(exampleNamed(id), design));
  });
});

/** Runs in the browser: asks the worker, in the words of comlink, to search each of these. */
async function searchAll({ worker, cells }: { worker: string; cells: (readonly [string, string])[] }) {
  const asked = new Worker(worker, { type: 'module' });
  const found: unknown[] = [];
  for (const [id, design] of cells) {
    const answer = new Promise<MessageEvent>((resolve) => {
      asked.onmessage = resolve;
    });
    const argumentList = [id, design].map((value) => ({ type: 'RAW', value }));
    asked.postMessage({ id: `${id} ${design}`, type: 'APPLY', path: ['search'], argumentList });
    found.push((await answer).data.value.verdicts);
  }
  return found;
}

describe('what a design chooses', () => {
  const CHANGED = 'v6.15+gupRechecks=no';
  const choice = (page: Page, name: string) =>
    page.locator('.choices dt', { hasText: name }).locator('select');
  const change = async (page: Page) => {
    await page.getByText('Change what a design chooses').click();
    await page.locator('.choices dd').first().waitFor();
  };

  test('can be made otherwise, by keys alone, and the link has it', async () => {
    const page = await visit(`${address}#v6.15,fs-held/3`);
    await page.locator('.ahead summary').first().focus();
    await page.keyboard.press('Enter');
    await page.locator('.ahead summary', { hasText: 'Change what a design chooses' }).focus();
    await page.keyboard.press('Enter');
    await choice(page, 'gupRechecks').focus();
    expect(await choice(page, 'gupRechecks').inputValue()).toBe('yes');
    await page.keyboard.type('no');
    await page.locator(`.head.left[data-design="${CHANGED}"]`).waitFor();
    // With the model's fingerprint: a later model may say otherwise of it.
    await expect.poll(() => hash(page)).toBe(`#${CHANGED},fs-held/3~${fingerprint}`);
    expect(await page.locator('.head.left select').inputValue()).toBe(CHANGED);
    const verdicts = verdictData(example, CHANGED).map(({ title, words }) => `${title}: ${words}`);
    const lines = await page.locator('.head.left .verdicts li').allInnerTexts();
    expect(lines.map((line) => line.replace(/^\S+ /, ''))).toEqual(verdicts);
    expect(await page.locator('.sources .left').innerText()).toContain('gupRechecks: false');

    const again = await visit(address + (await hash(page)));
    await again.locator(`.head.left[data-design="${CHANGED}"]`).waitFor();
    await again.locator('.under button').first().waitFor();
    for (const part of ['.trace', '.heads', '.sources'])
      expect(await again.locator(part).innerText(), part).toBe(await page.locator(part).innerText());
  });

  test('that does not matter in the example is not asked about', async () => {
    const page = await choosing();
    await change(page);
    const names = await page.locator('.choices dt code').allInnerTexts();
    expect(names).toEqual(judge.choices(example.id, 'current').map(({ choice }) => choice));
    expect(names).toContain('gupPutWakesAt');
    expect(names).not.toContain('unbindWaitsFor');
    expect(await axe(page)).toEqual([]);
  });

  test('put back leaves the design as it was', async () => {
    const page = await choosing(`#${CHANGED},fs-held/3`);
    await change(page);
    await choice(page, 'gupRechecks').selectOption('yes');
    await expect.poll(() => hash(page)).toBe('#v6.15,fs-held/3');
  });

  test.each([
    ['v6.15+gupRechecks=maybe', "gupRechecks cannot be 'maybe'; it can be yes, no"],
    ['v6.15+nothing=no', "there is no choice 'nothing'"],
    ['v9+gupRechecks=no', 'is not checked under v9+gupRechecks=no'],
  ])('%s in a link is refused, and the figure stays', async (design, message) => {
    const page = await visit(`${address}#${design},fs-held/3`);
    await page.locator('[role=alert]').waitFor();
    expect(await page.locator('[role=alert]').innerText()).toContain(message);
    expect(await page.locator('.trace tbody tr:not(.summary)').count()).toBe(toldPair(example).rows.length);
  });

  test('is what a failure can be mended by, and each set of changes can be looked at', async () => {
    const page = await choosing();
    await page.getByRole('button', { name: 'Search every interleaving of v5.18' }).click();
    const line = page.locator('.ahead [role=status] > ul > li', { hasText: 'no lost wake-up' });
    await line.getByText('What would mend it?').click();
    await line.getByText('The fewest choices made otherwise').waitFor();
    const told = judge.tried('mends', [example.id, 'current', 'no-lost-wakeup']);
    expect(await line.locator('li').count()).toBe(told.length);
    expect(await line.getByText(/searches? of/).count()).toBe(0);
    await line
      .locator('li', { hasText: 'mapping: holds nothing → holds a reference' })
      .getByText('Show it')
      .click();
    await page.locator('.head.left[data-design="current+mapping=holds-a-reference+idle=0"]').waitFor();
    const verdict = page.locator('.head.left .verdicts li', { hasText: 'no lost wake-up' });
    expect(await verdict.innerText()).toMatch(/holds in all/);
  });

  test('is what a verdict hangs on, and a failure without it can be looked at', async () => {
    const page = await choosing('#gup-put,fs-held/3');
    await page.getByRole('button', { name: 'Search every interleaving of v5.19 to v6.14' }).click();
    const line = page.locator('.ahead [role=status] > ul > li', { hasText: 'no lost wake-up' });
    await line.getByText('Why does it hold?').click();
    await line.getByText('It hangs on these').waitFor();
    await line.locator('li', { hasText: 'gupPutWakesAt: 1 → 0' }).getByText('Show it').click();
    await page.locator('.head.left[data-design="gup-put+gupPutWakesAt=0"]').waitFor();
    await page.locator('.absent.left').waitFor();
    expect(await page.locator('.endings .left').innerText()).toContain('trunc sleeps for ever');
  });
});
