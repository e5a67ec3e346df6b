import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { verdictData } from '../../src/components/figure/verdict-data.ts';
import { sim } from '../../src/sim/commands/index.ts';
import { composedNamed } from '../../src/sim/compose/index.ts';
import { exampleNamed, examples } from '../../src/sim/examples/index.ts';
import { axe, site, visit } from './harness.ts';

/* Tasks and questions of the reader's own, in the reader's browser. */

const example = exampleNamed('missed-wakeup');
const address = `x/${example.id}/`;
const SUMMARY = 'Other tasks, other questions';

const opened = async (fragment = '', options: Parameters<typeof visit>[1] = {}): Promise<Page> => {
  const page = await visit(address + fragment, options);
  if (!fragment.startsWith('#+')) await page.getByText(SUMMARY).click();
  await page.locator('.compose').waitFor();
  return page;
};
const hash = (page: Page) => page.evaluate(() => decodeURIComponent(location.hash));
const searched = (page: Page) => page.getByText('Both designs are searched').waitFor();
const words = (page: Page, task: string) => page.locator('.compose .task').getByLabel(task, { exact: true });
const run = (page: Page) => page.getByRole('button', { name: 'Run these' });
const alert = (page: Page) => page.locator('.compose [role=alert]');
const lanes = (page: Page) => page.locator('.trace thead .left.lanes [data-lane]').allInnerTexts();
const verdicts = async (page: Page, side: 'left' | 'right') =>
  (await page.locator(`.head.${side} .verdicts li`).allInnerTexts()).map((text) =>
    text.replace(/^[✓✕○?]\s+/, ''),
  );
/** The same, from a search here. */
const expectedOf = (id: string, design: string) =>
  verdictData(composedNamed(id), design).map(({ title, words }) => `${title}: ${words}`);

describe('a link with tasks and questions of one’s own', () => {
  const changes = '+nic=get,folio-put+never=trunc_asleep_and_page_0_is_idle';
  const link = `#${changes}/gup-put,v6.15/12`;

  test('shows them, the row, and what a search says of them', async () => {
    const page = await opened(link);
    expect(await lanes(page)).toEqual(['app', 'io', 'trunc', 'nic']);
    expect(await page.locator('tr.current th').innerText()).toMatch(/^12 /);
    expect(await page.locator('figure .changes').innerText()).toBe(changes);
    await searched(page);
    for (const [side, design] of [
      ['left', 'gup-put'],
      ['right', 'v6.15'],
    ] as const)
      expect(await verdicts(page, side)).toEqual(expectedOf(example.id + changes, design));
    expect(await hash(page)).toMatch(`${link}~`);
    expect(await page.locator('.problem').count()).toBe(0);
    // Sent on, it shows the same.
    const again = await opened(new URL(page.url()).hash);
    await searched(again);
    for (const part of ['.trace', '.heads'])
      expect(await again.locator(part).innerText()).toBe(await page.locator(part).innerText());
  });

  test('shows how a question of one’s own fails, which a terminal shows as well', async () => {
    const page = await opened(`#${changes}/gup-put,v6.15/fails/q1`);
    await searched(page);
    const now = await hash(page);
    const schedule = /\/12\/([^~]*)~|\/\d+\/([^~]*)~/.exec(now)?.slice(1).find(Boolean) ?? '';
    const out: string[] = [];
    expect(
      sim(['show', `x/${example.id}/${now}`], {
        examples,
        out: (text) => out.push(text),
        err: (text) => out.push(text),
        read: () => '',
      }),
    ).toBe(0);
    expect(schedule).not.toBe('');
    expect(out.join('\n').replace(/\s+/g, ' ')).toContain(`schedule: ${schedule.replaceAll(',', ' ')}`);
    const failing = page.locator('.head.left .fails a', { hasText: 'fails after' }).last();
    await failing.click();
    await expect.poll(() => page.locator('tr.current td.cell.left').innerText()).not.toBe('');
  });

  test('works in a chapter, and one without them goes back', async () => {
    const page = await visit(`missed-wakeup/#missed-wakeup${changes}/gup-put,v6.15/row-12`);
    await page.locator('.compose').waitFor();
    const figure = page.locator('[data-example=missed-wakeup]');
    await expect.poll(() => figure.locator('.trace thead .left.lanes [data-lane]').count()).toBe(4);
    await page.evaluate(() => {
      location.hash = '#missed-wakeup/gup-put,v6.15/row-12';
    });
    await expect.poll(() => figure.locator('.trace thead .left.lanes [data-lane]').count()).toBe(3);
    await expect.poll(() => figure.locator('.heads').innerText()).not.toContain('not searched');
  });

  test.each([
    ['#+nic=pinn/current,v6.15/3', "task nic: 'pinn' is no action"],
    ['#+nic=pin,unpin/current,v6.15/3/nobody*3', "the schedule names 'nobody'"],
  ])('that cannot be followed says why: %s', async (fragment, message) => {
    const page = await visit(address + fragment);
    await page.locator('.problem').waitFor();
    expect(await page.locator('.problem').innerText()).toContain(message);
    expect(await lanes(page)).toEqual(['app', 'io', 'trunc']);
  });
});

describe('tasks and questions', () => {
  test('are changed by keys alone, and are in the address', async () => {
    const page = await visit(address);
    await page.locator('figure[data-live]').waitFor();
    await page.locator('.ahead summary', { hasText: SUMMARY }).focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('one more task', { exact: true }).focus();
    await page.keyboard.type('FOLL_GET, DMA, folio');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => words(page, 'nic').inputValue()).toBe('get, dma, folio-put');
    await words(page, 'nic').focus();
    await page.keyboard.press('End');
    await page.keyboard.type('; touch');
    await page.keyboard.press('Enter');
    await expect.poll(() => lanes(page)).toEqual(['app', 'io', 'trunc', 'nic']);
    await expect.poll(() => hash(page)).toMatch(/^#\+nic=get,dma,folio-put;touch\/1~[0-9a-f]+$/);
    await searched(page);
    expect(await verdicts(page, 'left')).toEqual(
      expectedOf(`${example.id}+nic=get,dma,folio-put;touch`, example.pair[0]),
    );
  });

  test('are taken away, asked and made more of', async () => {
    const page = await opened();
    await page.getByRole('button', { name: 'Remove trunc' }).click();
    await page
      .getByLabel('what else app does', { exact: true })
      .selectOption('touches it, and unmaps the file');
    await page.getByRole('button', { name: 'Do this: what else app does' }).click();
    await page.getByLabel('processes that map it').fill('2');
    await page.getByLabel('a question of the site', { exact: true }).selectOption('no fault refused');
    await page.getByRole('button', { name: 'Ask it' }).click();
    await page.getByRole('button', { name: 'Ask in words of your own' }).click();
    await page.getByLabel('kind of question 1').selectOption('sometimes');
    await page.getByLabel('conditions of question 1').fill('app ended');
    await page.getByLabel('a condition for question 1', { exact: true }).selectOption('page PAGE is pinned');
    await page.getByRole('button', { name: 'Add: a condition for question 1' }).click();
    await run(page).click();
    const id = `${example.id}+processes=2+app=touch;munmap+trunc=nobody+ask=no-refused-fault+sometimes=app_ended_and_page_0_is_pinned`;
    await expect.poll(() => hash(page)).toContain(`#${id.slice(example.id.length)}/`);
    expect(await lanes(page)).toEqual(['app', 'io']);
    await searched(page);
    for (const [i, side] of (['left', 'right'] as const).entries())
      expect(await verdicts(page, side)).toEqual(expectedOf(id, example.pair[i]));
    await page.getByRole('button', { name: 'Back to the example’s own' }).click();
    await expect.poll(() => lanes(page)).toEqual(['app', 'io', 'trunc']);
    expect(await verdicts(page, 'left')).toEqual(
      verdictData(example, example.pair[0]).map(({ title, words }) => `${title}: ${words}`),
    );
    expect(await hash(page)).not.toContain('+');
  });

  test('that cannot be say why, and what was written stays', async () => {
    const page = await opened('#5');
    await words(page, 'io').fill('pin, dma');
    await words(page, 'app').fill('touch page 1');
    await run(page).click();
    await expect.poll(() => alert(page).innerText()).toContain('task app: there is no page 1');
    expect(await words(page, 'io').inputValue()).toBe('pin, dma');
    await page.getByLabel('pages of a file').fill('2');
    await run(page).click();
    await expect.poll(() => alert(page).innerText()).toBe('');
    await expect.poll(() => hash(page)).toContain('#+pages=2+app=touch_page_1+io=pin,dma/');
  });

  test('go with designs of one’s own, what can be chosen, and searches', async () => {
    const page = await opened('#+nic=get,folio-put/current,v6.15+faultKeepsReference=no/9');
    await searched(page);
    expect(await verdicts(page, 'right')).toEqual(
      expectedOf(`${example.id}+nic=get,folio-put`, 'v6.15+faultKeepsReference=no'),
    );
    await page.getByLabel('design on the left').selectOption('fs-held');
    await page.getByText('Searching proposal of July 2022').waitFor({ state: 'hidden' });
    await searched(page);
    expect(await verdicts(page, 'left')).toEqual(expectedOf(`${example.id}+nic=get,folio-put`, 'fs-held'));
    await page.getByText('Choose what moves next, or search').click();
    await page.locator('.turn').getByRole('button', { name: 'nic', exact: true }).click();
    await expect
      .poll(() => hash(page))
      .toMatch(/^#\+nic=get,folio-put\/fs-held,v6\.15\+faultKeepsReference=no\/\d+\/.*nic.*~/);
  });

  test('whose search is cancelled can be searched later', async () => {
    const page = await visit(
      `${address}#+nic=pin,dma,unpin;get,put-page+pipe=get,get,put-page,put-page/v5.17,current/1`,
    );
    await page.getByText(/^Searching v5.17: [1-9]/).waitFor();
    await page.locator('.compose').getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('is not searched: Cancelled.').waitFor();
    expect(await verdicts(page, 'left')).toEqual(['every interleaving: not searched yet']);
    await page.getByRole('button', { name: 'Search it' }).click();
    await page.getByText(/^Searching v5.17: [1-9]/).waitFor();
  });

  test('are taken along as text', async () => {
    const page = await opened('#+nic=get,folio-put+never=nic_ended/3', {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await page.getByText('Another schedule, text, keys').click();
    await page.getByRole('button', { name: 'Copy as text' }).click();
    await page.getByText('text copied', { exact: true }).waitFor();
    const text = await page.evaluate(() => navigator.clipboard.readText());
    expect(text).toContain('\nwith nic = get,folio-put\nwith never = nic ended\n');
    expect(text).toMatch(
      /npm run -s sim -- show 'x\/missed-wakeup\/#\+nic=get,folio-put\+never=nic_ended\/3~/,
    );
  });

  test.each(['light', 'dark'] as const)(
    'are without fault to axe, and in 320 pixels: %s',
    async (colorScheme) => {
      const page = await opened('#+nic=get,folio-put+never=nic_ended+ask=no-late-pin', {
        colorScheme,
        viewport: { width: 320, height: 640 },
      });
      await searched(page);
      expect(await axe(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    },
  );

  test('can be read about where no code arrives', async () => {
    const page = await visit(address, { lost: /Compose/ });
    await page.getByText(SUMMARY).click();
    await page.getByText('What belongs here did not load').waitFor();
    expect(site).toContain('/');
  });
});
