import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { parseSchedule } from '../../src/sim/checker/index.ts';
import { exampleNamed, examples } from '../../src/sim/examples/index.ts';
import { pair } from '../../src/sim/trace/index.ts';
import { axe, dist, gzipSize, site, visit } from './harness.ts';

const example = exampleNamed('missed-wakeup');
const [left, right] = example.pair;
const told = pair(example, left, right, parseSchedule(example.told));
const parting = told.rows.find(({ parts }) => parts)?.number as number;
const address = `x/${example.id}/`;
const link = (row: number, rest = '', designs?: string) =>
  `#${designs === undefined ? '' : `${designs}/`}${row}${rest}`;

/** Opens what few readers ask for, if it is not open. */
async function open(page: Page): Promise<void> {
  const box = page.getByRole('textbox', { name: 'Schedule' });
  if (!(await box.isVisible())) await page.getByText('Another schedule, text, keys').click();
  await box.waitFor();
}

/** The figure's page with the figure awake. */
async function live(fragment = ''): Promise<Page> {
  const page = await visit(address + fragment);
  await page.locator('figure[data-live]').waitFor();
  return page;
}

const currentRow = async (page: Page) => Number(await page.locator('tr.current th a').innerText());
/** The fragment; Preact draws, and sets it, in the next task. */
const hash = (page: Page) => page.evaluate(() => decodeURIComponent(location.hash));
const problem = (page: Page) => page.locator('[role=alert]').innerText();

describe('without JavaScript', () => {
  test('the figure is complete', async () => {
    const page = await visit(address, { javaScriptEnabled: false });
    expect(await page.locator('.trace tbody tr:not(.summary)').count()).toBe(told.rows.length);
    expect(await page.locator('.head').first().innerText()).toContain('fails after');
    expect(await page.locator('tr.current th a').innerText()).toBe(String(parting));
    expect(await page.locator('.trace .absent').innerText()).toContain('no wake-up for trunc');
    expect(await page.locator('.endings').innerText()).toContain(told.ending.left.words);
    expect(await page.locator('button:visible').count()).toBe(0);
  });

  test.each(['#2', `#${example.id}/${left},${right}/row-2`])(
    'a link lands on its row, even on one that is folded: %s',
    async (fragment) => {
      const page = await visit(address + fragment, { javaScriptEnabled: false });
      const row = page.locator('tr:target, tr:has(:target)');
      expect(await row.locator('th').innerText()).toMatch(/^2\s/);
      expect(await row.isVisible()).toBe(true);
    },
  );

  test('a fold opens with its checkbox', async () => {
    const page = await visit(address, { javaScriptEnabled: false });
    const folded = page.locator('tr.folded').first();
    expect(await folded.isVisible()).toBe(false);
    await page.locator('.summary input').first().check();
    expect(await folded.isVisible()).toBe(true);
  });

  test('a narrow screen shows both designs, each with its count', async () => {
    const page = await visit(address, { javaScriptEnabled: false, viewport: { width: 390, height: 800 } });
    for (const side of ['left', 'right']) {
      expect(await page.locator(`.head.${side}`).isVisible()).toBe(true);
      const count = await page.locator(`tr.current .count.${side} span`).boundingBox();
      expect(count?.x).toBeGreaterThan(0);
      expect((count?.x ?? 0) + (count?.width ?? 0)).toBeLessThan(390);
    }
  });

  test('who sleeps has a line in forced colours too', async () => {
    const page = await visit(address, { viewport: { width: 1280, height: 900 }, forcedColors: 'active' });
    const lines = page.locator('.trace .asleep');
    expect(await lines.count()).toBeGreaterThan(0);
    const { style, width } = await lines.last().evaluate((line) => {
      const { borderLeftStyle: style, borderLeftWidth: width } = getComputedStyle(line);
      return { style, width };
    });
    expect([style, width]).toEqual(['dashed', '3px']);
  });

  test('paper shows every row and no controls', async () => {
    const page = await visit(address);
    await page.locator('figure[data-live]').waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('tr.folded').first().isVisible()).toBe(true);
    expect(await page.locator('button:visible').count()).toBe(0);
  });
});

describe('the code of a figure', () => {
  /** The files of scripts that a page has asked for. */
  const scriptsOf = async (address: string) => {
    const page = await visit('urls.txt'); // not the front page: it has a figure
    const files: string[] = [];
    page.on('request', (request) => {
      if (request.resourceType() === 'script') files.push(path.basename(new URL(request.url()).pathname));
    });
    await page.goto(address);
    for (const figure of await page.locator('[data-figure]').all()) {
      await figure.scrollIntoViewIfNeeded();
      await figure.locator('.under button').waitFor();
    }
    return files;
  };
  const textOf = (file: string) => readFileSync(`${dist}/_astro/${file}`, 'utf8');
  /** Scripts are called `name.hash.js`: a file of the kernel may have the name of an example, and exports no actors. */
  const idsIn = (files: readonly string[]) =>
    files
      .filter((file) => /\bactors\b/.test(textOf(file)))
      .map((file) => file.split('.')[0])
      .filter((name) => examples.some(({ id }) => id === name));

  test.each(examples.map(({ id }) => id))('of %s comes with no other example, in 25.5 kB', async (id) => {
    const files = await scriptsOf(`x/${id}/`);
    expect(idsIn(files)).toEqual([id]);
    // What it takes to be live, and with what comes by itself when it is.
    const sizeOf = (files: readonly string[]) =>
      files.reduce((sum, file) => sum + gzipSize(`_astro/${file}`), 0);
    expect(sizeOf(files.filter((file) => !/^tools\./.test(file)))).toBeLessThan(25_500);
    expect(sizeOf(files)).toBeLessThan(28_000);
    const texts = files.map(textOf).join('\n');
    for (const { role } of exampleNamed(id).actors) expect(texts).toContain(role);
    // What the page says itself, its own example's too, need not be loaded again.
    for (const { id, question, notice } of examples)
      for (const words of [question, notice]) expect(texts.includes(words), id).toBe(false);
  });

  test.each([
    ['sim/checker/explore.ts', 'cancelled'],
    ['sim/checker/rounds.ts', 'remembers something across a loop'],
    ['sim/checker/admit.ts', 'it has to be an operation'],
    ['sim/checker/guarded.ts', 'a view that was kept'],
    ['sim/checker/model.ts', 'a verdict is of one'],
    ['sim/kernel/sources.ts', 'pgmap_request_folios()'],
    ['sim/designs/gup-put.ts', 'GUP wakes at 1'],
    ['sim/properties.ts', 'no lost wake-up'],
    ['sim/examples/missed-wakeup.ts', "'no-lost-wakeup'"],
    ['sim/examples/parts/situations.ts', 'the block is freed'],
  ])('has nothing of %s but in the worker, which comes when somebody asks', (file, words) => {
    expect(readFileSync(new URL(`../../src/${file}`, import.meta.url), 'utf8')).toContain(words);
    const scripts = readdirSync(`${dist}/_astro`).filter((name) => name.endsWith('.js'));
    expect(scripts.length).toBeGreaterThan(examples.length);
    const having = scripts.filter((name) =>
      readFileSync(`${dist}/_astro/${name}`, 'utf8').includes(words.replaceAll("'", '')),
    );
    expect(having).toEqual(scripts.filter((name) => name.startsWith('worker-')));
  });

  test('that searches comes in 52.5 kB, and what asks it in 5', () => {
    const [worker, turn] = ['worker-', 'Turn.'].map((name) =>
      readdirSync(`${dist}/_astro`).filter((file) => file.startsWith(name)),
    );
    expect([worker.length, turn.length]).toEqual([1, 1]);
    expect(gzipSize(`_astro/${worker[0]}`)).toBeLessThan(52_500);
    expect(gzipSize(`_astro/${turn[0]}`)).toBeLessThan(5_000);
  });

  test('that two figures share is asked for once', async () => {
    const page = readdirSync(dist).find(
      (name) =>
        existsSync(`${dist}/${name}/index.html`) &&
        [...readFileSync(`${dist}/${name}/index.html`, 'utf8').matchAll(/ data-figure/g)].length > 1,
    );
    expect(page, 'no page has two figures').toBeDefined();
    const files = await scriptsOf(`${page}/`);
    expect(idsIn(files).length).toBeGreaterThan(1);
    expect(new Set(files).size).toBe(files.length);
  });

  test.each([
    ['its example', /\/missed-wakeup\.[^/]*\.js$/],
    ['what it shares', /\/start\.[^/]*\.js$/],
  ])('does not arrive (%s): it stays as it is printed, and says so', async (_, lost) => {
    const page = await visit(address, { lost });
    await page.locator('[data-figure]').scrollIntoViewIfNeeded();
    expect(await page.getByRole('status').innerText()).toContain('did not load');
    expect(await page.locator('.trace tbody tr:not(.summary)').count()).toBe(told.rows.length);
    expect(await page.locator('figure[data-live]').count()).toBe(0);
    expect(await axe(page)).toEqual([]);
  });
});

describe('stepping', () => {
  test('starts where the designs part', async () => {
    expect(await currentRow(await live())).toBe(parting);
  });

  test('goes by buttons, and the address follows', async () => {
    const page = await live();
    await page.getByRole('button', { name: 'step', exact: true }).click();
    expect(await currentRow(page)).toBe(parting + 1);
    expect(await hash(page)).toBe(link(parting + 1));
    await page.getByRole('button', { name: 'step back' }).click();
    await page.getByRole('button', { name: 'step back' }).click();
    expect(await currentRow(page)).toBe(parting - 1);
    await page.getByRole('button', { name: 'last row' }).click();
    expect(await currentRow(page)).toBe(told.rows.length);
    expect(await page.getByRole('button', { name: 'step', exact: true }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'first row' }).click();
    expect(await currentRow(page)).toBe(1);
  });

  test('goes by keys', async () => {
    const page = await live();
    await page.locator('.trace tbody td').first().click();
    for (const [key, row] of [
      ['j', parting + 1],
      ['ArrowRight', parting + 2],
      ['k', parting + 1],
      ['ArrowLeft', parting],
      ['End', told.rows.length],
      ['Home', 1],
    ] as const) {
      await page.keyboard.press(key);
      expect(await currentRow(page), key).toBe(row);
    }
    await page.keyboard.press('?');
    await page.getByText('Keys, in the figure').waitFor();
  });

  test('goes by no keys that are pressed elsewhere', async () => {
    const page = await live();
    await page.locator('.trace').scrollIntoViewIfNeeded();
    const before = await page.evaluate(() => scrollY);
    for (const key of ['j', 'ArrowRight', 'k', 'End', ' ', '?']) await page.keyboard.press(key);
    expect(await currentRow(page)).toBe(parting);
    await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(before);
    // Nor does a key that has a meaning of its own where it is pressed.
    await page.getByRole('button', { name: 'step back' }).focus();
    await page.keyboard.press(' ');
    expect(await currentRow(page)).toBe(parting - 1);
    await page.keyboard.press('j');
    expect(await currentRow(page)).toBe(parting);
  });

  test('says what changed to who hears it', async () => {
    const page = await live(link(parting - 1));
    await page.getByRole('button', { name: 'step', exact: true }).click();
    const says = page.locator('.controls [aria-live]');
    expect(await says.innerText()).toBe(
      `row ${parting}, io: left: refcount 1025 to 1; right: refcount 1024 to 0`,
    );
    await page.getByRole('button', { name: 'step', exact: true }).click();
    expect(await says.innerText()).toBe(
      `row ${parting + 1}, io: left: no wake-up for trunc; right: wakes trunc`,
    );
  });

  test.each([
    [1440, 900],
    [390, 844],
  ])('leaves the question, the designs and who sleeps in sight, on %i x %i', async (width, height) => {
    const page = await visit(`${address}${link(parting + 1)}`, { viewport: { width, height } });
    await page.locator('figure[data-live]').waitFor();
    await page.locator('tr.current th a', { hasText: new RegExp(`^${parting + 1}$`) }).waitFor();
    const seen = async (selector: string) => {
      const box = await page.locator(selector).first().boundingBox();
      return box !== null && box.y > -40 && box.y + box.height <= height;
    };
    for (const selector of ['.question', '.names .left', '.names .right', 'tr.current', '.bar'])
      expect(await seen(selector), selector).toBe(true);
    expect(await page.locator('.names .left').innerText()).toMatch(
      /v5\.18\s+(1 = idle 1\s+)?trunc asleep, app ended/,
    );
    expect(await page.locator('.names .right').innerText()).toMatch(
      /proposal of July 2022\s+(0 = nobody\s+)?app ended/,
    );
  });

  test('opens the fold that the row is in', async () => {
    const page = await live(link(2));
    expect(await page.locator('tr.current').isVisible()).toBe(true);
  });

  test('plays, and stops by the same button', async () => {
    const page = await live();
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    expect(await currentRow(page)).toBe(1);
    await page.locator('tr.current th a', { hasText: /^3$/ }).waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    expect(await page.getByRole('button', { name: 'Play', exact: true }).isVisible()).toBe(true);
  });

  test('jumps by the slider and by a row’s number', async () => {
    const page = await live();
    await page.getByRole('slider', { name: 'jump to row' }).fill('12');
    expect(await currentRow(page)).toBe(12);
    await page.locator('tbody th a', { hasText: /^24$/ }).click();
    await page.locator('tr.current th a', { hasText: /^24$/ }).waitFor();
    expect(await hash(page)).toBe(link(24));
  });

  test('lights the choices that decide the row', async () => {
    const page = await live(link(parting));
    expect(await page.locator('.source.left .lit').allInnerTexts()).toEqual([
      expect.stringContaining('gupPutWakesAt: 0'),
    ]);
    // What nobody comes to in this example is not there, however the designs differ in it.
    expect(await page.locator('.sources').innerText()).not.toContain('evictionWaits');
    await page.locator('tbody th a', { hasText: /^22$/ }).click();
    await page.locator('.source.right .lit', { hasText: 'busy:' }).waitFor();
  });
});

describe('the model’s code of a row', () => {
  test('is that of its step, with what each design has chosen', async () => {
    const page = await live(link(parting));
    await page.getByText('The model’s code of this row').click();
    const code = page.locator('.model');
    await code.getByText('src/sim/kernel/put.ts:').first().waitFor();
    const put = readFileSync(new URL('../../src/sim/kernel/put.ts', import.meta.url), 'utf8');
    const at = put.split('\n').findIndex((line) => line.startsWith('export function* unpinUserPage')) + 1;
    expect(await code.innerText()).toContain(`src/sim/kernel/put.ts:${at}`);
    const lit = await code.locator('.lit').allInnerTexts();
    expect(lit[0]).toContain("choice: 'gupPutWakesAt'");
    expect(lit[0]).toMatch(/gupPutWakesAt: 0\s*$/);
    expect(await axe(page)).toEqual([]);
    // It follows the row, also to one where a task cannot move.
    await page.locator('tbody th a', { hasText: /^21$/ }).click();
    await expect.poll(() => code.innerText()).not.toContain('unpinUserPage');
    expect(await code.innerText()).toContain('src/sim/kernel/');
    expect(await code.innerText()).toContain('The tasks are in src/sim/examples/missed-wakeup.ts.');
  });

  test('that does not arrive is said, and can be asked for again', async () => {
    const page = await visit(`x/missed-wakeup/${link(parting)}`, { lost: /code\.json/ });
    await page.getByText('The model’s code of this row').click();
    await page.getByText('The code did not load').waitFor();
  });
});

describe('designs', () => {
  test('are chosen on each side; the rows and the address follow', async () => {
    const page = await live();
    await page.getByLabel('design on the right').selectOption('gup-put');
    await expect.poll(() => hash(page)).toContain(`#${left},gup-put/`);
    expect(await page.locator('.head.right').innerText()).toContain('GUP wakes at 1');
    await page.getByLabel('design on the left').selectOption('v6.15');
    await expect.poll(() => hash(page)).toContain('#v6.15,gup-put/');
    expect(await page.locator('.trace').innerText()).toContain('vmf_insert_page_mkwrite()');
  });

  test('with a variant can be chosen, shown by its lines, and linked to', async () => {
    const page = await visit('x/unmapped-file/');
    const figure = page.locator('figure[data-live]');
    await figure.waitFor();
    await page.getByLabel('design on the right').selectOption('gup-put+scan-unmapped');
    await expect.poll(() => hash(page)).toMatch(/^#gup-put,gup-put\+scan-unmapped\/\d+$/);
    expect(await page.locator('.head.right .when').innerText()).toBe('idle 1 · variant of gup-put');
    expect((await page.locator('.source.right').innerText()).replace(/\s+/g, ' ')).toMatch(
      /designs\/gup-put\.ts, src\/sim\/designs\/variants\/scan-unmapped\.ts .*scanWithoutVma: 'done'/,
    );
    const accent = (side: string) =>
      page.locator(`.head.${side}`).evaluate((head) => getComputedStyle(head).getPropertyValue('--accent'));
    expect(await accent('right')).toBe(await accent('left'));
    expect(await page.locator('.endings .right').innerText()).toContain('all tasks have ended');
  });

  test.each(['+', '%2B', '%20'])(
    'with a variant are found by a link that has %s for the plus',
    async (plus) => {
      const page = await visit(`x/unmapped-file/#unmapped-file/v6.15,gup-put${plus}scan-unmapped/row-4`);
      await page.locator('figure[data-live]').waitFor();
      expect(await page.getByLabel('design on the right').inputValue()).toBe('gup-put+scan-unmapped');
      expect(await currentRow(page)).toBe(4);
      expect(await page.locator('[role=alert]').count()).toBe(0);
    },
  );

  const most = examples.reduce((a, b) => (b.designs.length > a.designs.length ? b : a));
  test.each([320, 390])('are all there to choose on a screen of %d px, and fit', async (width) => {
    const page = await visit(`x/${most.id}/`, { viewport: { width, height: 800 } });
    await page.locator('[data-figure]').scrollIntoViewIfNeeded();
    await page.locator('figure[data-live]').waitFor();
    const choice = page.getByLabel('design on the left');
    const options = await choice
      .locator('option')
      .evaluateAll((all) => all.map((option) => (option as HTMLOptionElement).value));
    expect(options).toEqual(most.designs);
    for (const design of options) {
      await choice.selectOption(design);
      await page.locator(`.head.left[data-design="${design}"]`).waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth), design).toBe(width);
    }
  });

  test.each([
    ['missed-wakeup', 'refcount'],
    ['two-pages', 'refcount[0]'],
  ])('of %s have a column of %s', async (id, name) => {
    const page = await visit(`x/${id}/`, { javaScriptEnabled: false });
    expect(await page.locator('.trace thead tr:last-child th:not(.lanes)').allInnerTexts()).toEqual([
      'step',
      name,
      name,
    ]);
  });

  test.each(['left', 'right'])(
    'a verdict that fails on the %s leads to the row in which it has failed, and what the other side does then',
    async (side) => {
      const page = await visit(
        side === 'left' ? address : 'x/missed-wakeup/#missed-wakeup/fs-held,current/row-1',
      );
      await page.locator('figure[data-live]').waitFor();
      await page.locator(`.head.${side}[data-design="current"]`).waitFor();
      await page.locator(`.head.${side} a`, { hasText: 'fails after' }).first().click();
      // The link names what fails; once it is followed the address says what is shown.
      await page.waitForURL(/~[0-9a-f]{6}$/);
      expect(await page.locator(`.head.${side}`).getAttribute('data-design')).toBe('current');
      expect(await hash(page)).toMatch(side === 'left' ? /^#(current,\S+\/)?\d+\/io/ : /\/\d+\/right:io/);
      await page.locator(`.absent.${side}`).waitFor();
      expect(`${await currentRow(page)}`).toBe(/(?:^#|\/)(\d+)\//.exec(await hash(page))?.[1]);
      const other = side === 'left' ? 'right' : 'left';
      expect(await page.locator(`.endings .${side}`).innerText()).toContain('trunc sleeps for ever');
      expect(await page.locator(`.endings .${other}`).innerText()).toContain('all tasks have ended');
    },
  );
});

describe('a schedule of the reader’s own', () => {
  const type = async (page: Page, words: string) => {
    await open(page);
    await page.getByRole('textbox', { name: 'Schedule' }).fill(words);
    await page.getByRole('button', { name: 'Replay' }).click();
  };

  test('is replayed, and linked to', async () => {
    const page = await live();
    await type(page, 'trunc*3 app');
    expect(await page.locator('.trace tbody tr:not(.summary)').count()).toBe(4);
    expect(await hash(page)).toMatch(/^#1\/trunc\*3,app~[0-9a-f]{6}$/);
    const again = await live(await hash(page));
    await open(again);
    expect(await again.getByRole('textbox', { name: 'Schedule' }).inputValue()).toBe('trunc*3 app');
    await again.getByRole('button', { name: 'Back to the told one' }).click();
    expect(await again.locator('.trace tbody tr:not(.summary)').count()).toBe(told.rows.length);
  });

  test('may be none: nothing plays, the link leads to it, and what is typed then plays', async () => {
    const page = await live();
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await type(page, '');
    expect(await page.locator('.trace tbody tr').count()).toBe(0);
    expect(await page.locator('.where').innerText()).toBe('no rows');
    expect(await hash(page)).toMatch(/^#1\/none~[0-9a-f]{6}$/);
    const play = page.getByRole('button', { name: 'Play', exact: true });
    await play.waitFor();
    expect(await play.isDisabled()).toBe(true);
    expect(await problem(page)).toBe('This schedule has no steps: nothing has moved.');
    await page.keyboard.press('Tab'); // from Replay, out of the field: keys are the figure's
    for (const key of [' ', 'End', 'j', 'Home']) await page.keyboard.press(key);
    expect(await axe(page)).toEqual([]);

    const again = await live(await hash(page));
    expect(await problem(again)).toContain('has no steps');
    expect(await again.locator('.trace tbody tr').count()).toBe(0);
    await type(again, 'app*3');
    await again.getByRole('button', { name: 'Play', exact: true }).click();
    await again.locator('tr.current th a', { hasText: /^3$/ }).waitFor();
    await again.getByRole('button', { name: 'Play', exact: true }).waitFor();
  });

  test('stays where a row’s number is followed', async () => {
    const page = await live();
    await type(page, 'trunc*3 app');
    await page.locator('tbody th a', { hasText: /^4$/ }).click();
    await page.locator('tr.current th a', { hasText: /^4$/ }).waitFor();
    expect(await hash(page)).toMatch(/^#4\/trunc\*3,app~[0-9a-f]{6}$/);
    expect(await page.getByRole('textbox', { name: 'Schedule' }).inputValue()).toBe('trunc*3 app');
    expect(await page.locator('.trace tbody tr:not(.summary)').count()).toBe(4);
  });

  test('says which of its steps do nothing', async () => {
    const page = await live();
    await type(page, 'app*99 trunc');
    expect(await problem(page)).toBe(
      'app*90 does nothing: a task that has ended, or still waits, stays where it is.',
    );
    expect(await hash(page)).toMatch(/^#1\/app\*99,trunc~[0-9a-f]{6}$/);
  });

  test('says why a task cannot move, and goes on', async () => {
    const page = await live();
    await type(page, 'trunc app*3');
    expect(await page.locator('.trace .blocked.left').innerText()).toContain(
      'invalidate_lock is held by trunc',
    );
  });

  test.each([
    ['app*x', "word 1 of the schedule, 'app*x', is not a step"],
    ['app nobody', "the schedule names 'nobody', but the tasks here are app, io, trunc"],
    ['app*99999', 'more than 10000 steps'],
    ['z'.repeat(3000), `the schedule names '${'z'.repeat(39)}…'`],
    ['app '.repeat(250_000).trim(), 'the schedule has 999999 characters, and may have 4000'],
  ])('%s gets a message, and stays as it was typed', async (words, message) => {
    const page = await live();
    await type(page, words);
    expect(await problem(page)).toContain(message);
    expect(await page.getByRole('textbox', { name: 'Schedule' }).inputValue()).toBe(words);
    expect(await page.locator('.trace tbody tr:not(.summary)').count()).toBe(told.rows.length);
  });
});

describe('a link', () => {
  /** Whether the lit row stands between the figure's head and its buttons. */
  const isSeen = (page: Page) =>
    page.evaluate(() => {
      const box = (selector: string) => document.querySelector(selector)?.getBoundingClientRect() as DOMRect;
      const row = box('tr.current');
      return row.top >= box('.trace thead').bottom - 1 && row.bottom <= box('.bar').top + 1;
    });

  test.each([
    ['told', link(30)],
    ['another pair’s', link(20, '', 'current,v6.15')],
    ['of a schedule', link(9, '/app*9,io*7,trunc*20')],
    ['of a schedule in the right side’s steps', link(12, '/right:app*9,io*7,trunc*20')],
  ])('lands on the row that it names, %s', async (_, fragment) => {
    for (const viewport of [
      { width: 1440, height: 900 },
      { width: 390, height: 844 },
    ]) {
      const page = await visit(address + fragment, { viewport });
      await page.locator('figure[data-live]').waitFor();
      expect(await currentRow(page)).toBe(Number(/(?:^#|\/)(\d+)/.exec(fragment)?.[1]));
      expect(await isSeen(page)).toBe(true);
    }
  });

  test('wakes its figure, however far down the page it is', async () => {
    const page = await visit('missed-wakeup/');
    const figures = await page.locator('[data-figure] figure').count();
    const last = page.locator('[data-figure] figure').nth(figures - 1);
    const id = await last.getAttribute('data-example');
    const { pair: designs } = exampleNamed(id as string);
    await page.goto('urls.txt');
    await page.goto(`missed-wakeup/#${id}/${designs[1]},${designs[0]}/row-9`);
    await page.locator(`figure[data-example="${id}"][data-live]`).waitFor();
    await page.waitForFunction(() => scrollY > 0);
    const box = await page.locator(`figure[data-example="${id}"] tr.current`).boundingBox();
    expect(box?.y).toBeGreaterThan(0);
    expect(box?.y).toBeLessThan(720);
  });

  test('that cannot be read for want of its code says so, and the figure is live', async () => {
    const page = await visit(address + link(3), { lost: /\/asked\.[^/]*\.js$/ });
    await page.locator('figure[data-live]').waitFor();
    expect(await problem(page)).toContain('did not load');
    await page.getByRole('button', { name: 'step', exact: true }).click();
    expect(await currentRow(page)).toBe(parting + 1);
  });

  test('survives a mail program that escapes it', async () => {
    const page = await live(`#${encodeURIComponent(link(3, '/trunc*3,app*2').slice(1))}`);
    expect(await currentRow(page)).toBe(3);
    await open(page);
    expect(await page.getByRole('textbox', { name: 'Schedule' }).inputValue()).toBe('trunc*3 app*2');
  });

  test('made on another model is replayed, and says so', async () => {
    const page = await live(link(2, '/trunc*3~abc123'));
    expect(await problem(page)).toContain('another version of the model');
    expect(await currentRow(page)).toBe(2);
  });

  test.each([
    [link(1, '', 'current,nothing'), 'is not checked under nothing; it is under v5.17, current'],
    [link(1, '', 'current+nothing,fs-held'), 'is not checked under current+nothing; it is under v5.17'],
    [
      link(1, '', 'current+scan-unmapped,fs-held'),
      'is not checked under current+scan-unmapped; it is under v5',
    ],
    [`#${example.id}/current/row-1`, 'should name two designs, like current,fs-held'],
    [`#${example.id}/${left},${right}/line-9`, 'should name a row, like 1'],
    [link(1, '/app*'), "'app*', is not a step"],
    [link(1, '/nobody*3'), "names 'nobody'"],
    [link(999), `There is no row 999: this example has ${told.rows.length}`],
  ])('%s gets a message, and the figure stays', async (fragment, message) => {
    const page = await live(fragment);
    expect(await problem(page)).toContain(message);
    expect(await page.locator('.trace tbody tr:not(.summary)').count()).toBe(told.rows.length);
    expect(await hash(page)).toBe(decodeURIComponent(fragment));
  });

  test('of a megabyte gets a message like any other, at once', async () => {
    const page = await live();
    const height = () => page.evaluate(() => document.documentElement.scrollHeight);
    const before = await height();
    for (const fragment of [link(1, `/${'z'.repeat(1_000_000)}`), link(1, '', 'z,'.repeat(500_000))]) {
      await page.evaluate((fragment) => {
        location.hash = fragment;
      }, fragment);
      await page.locator('[role=alert]').waitFor({ timeout: 5000 });
      expect(await problem(page)).toContain('characters, and may have 4500');
      expect((await problem(page)).length).toBeLessThan(250);
      expect(await height()).toBeLessThan(before + 200);
    }
  });

  test('is copied as what is shown, whatever the address line says', async () => {
    const page = await live();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.evaluate(() => {
      history.replaceState = () => {
        throw new DOMException('100 times per 30 seconds', 'SecurityError');
      };
    });
    await page.getByRole('button', { name: 'step', exact: true }).click();
    expect(await currentRow(page)).toBe(parting + 1);
    await page.getByRole('button', { name: 'Copy link' }).click();
    await page.getByText('link copied.').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toBe(new URL(link(parting + 1), page.url()).href);
  });

  test.each([
    ['text', /^Does truncate wake when the last pin goes\? \[1\]\n\n {12}v5\.18/],
    ['Markdown', /^\[Does truncate wake when the last pin goes\?\]\(http/],
  ])('is copied with what it shows, as %s', async (what, begins) => {
    const page = await live(link(parting));
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await open(page);
    await page.getByRole('button', { name: `Copy as ${what}` }).click();
    await page.getByText(`${what} copied.`).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toMatch(begins);
    expect(copied).toContain(new URL(link(parting), page.url()).href);
    expect(copied).toContain(`npm run -s sim -- show 'x/${example.id}/${link(parting)}'`);
  });

  test('is saved with what it shows as a trace, for either side', async () => {
    const page = await live(link(parting));
    await open(page);
    for (const [side, design] of [
      ['left', left],
      ['right', right],
    ]) {
      const saved = page.waitForEvent('download');
      await page.getByRole('button', { name: `Save the ${side} as a trace` }).click();
      const download = await saved;
      expect(download.suggestedFilename()).toBe(`missed-wakeup-${design}.itf.json`);
      const { vars, states } = JSON.parse(readFileSync(await download.path(), 'utf8'));
      expect(vars).toContain('page.0.refcount');
      expect(states.at(-1)['page.0.refcount']).toEqual({ '#bigint': side === 'left' ? '1' : '0' });
    }
  });

  test('is put into the address later where the browser refuses it for a while', async () => {
    const page = await live();
    await page.evaluate(() => {
      const replaceState = history.replaceState.bind(history);
      let left = 3;
      history.replaceState = (...args) => {
        if (left-- > 0) throw new DOMException('100 times per 30 seconds', 'SecurityError');
        replaceState(...args);
      };
    });
    for (const row of [parting + 1, parting + 2]) {
      await page.getByRole('button', { name: 'step', exact: true }).click();
      expect(await currentRow(page)).toBe(row);
    }
    await expect.poll(() => hash(page)).toBe(link(parting + 2));
  });

  test.each(['#garbage', '#missed%20wakeup', `#${'z'.repeat(100_000)}`])(
    'to what is nowhere on the page says so',
    async (fragment) => {
      const page = await live(fragment);
      expect(await problem(page)).toMatch(
        /^Nothing on this page is called '(garbage|missed wakeup|z{39}…)'\.$/,
      );
      expect(await currentRow(page)).toBe(parting);
      const box = await page.locator('[role=alert]').boundingBox();
      expect(box?.y).toBeLessThan(720);
    },
  );

  test('to something else on the page is left alone', async () => {
    const page = await live('#verdicts');
    expect(await currentRow(page)).toBe(parting);
    expect(await page.locator('[role=alert]').count()).toBe(0);
  });
});

describe('alone, for a frame', () => {
  const embed = `${address}embed/`;

  test('is the figure of the example, live, in a page of somebody else', async () => {
    const page = await visit(embed);
    await page.locator('.under button').waitFor();
    expect(await page.locator('.trace tbody tr:not(.summary)').count()).toBe(told.rows.length);
    await page.getByRole('button', { name: 'step', exact: true }).click();
    expect(await hash(page)).toBe(`#${example.id}/${left},${right}/row-${parting + 1}`);
    expect(await page.locator('main > :not(.vh, link, script, .from, [data-figure])').count()).toBe(0);
    const link = page.getByRole('link', { name: 'Who holds the page?' });
    expect(await link.getAttribute('target')).toBe('_top');
    const response = await fetch(new URL(embed, site));
    expect(response.headers.get('content-security-policy')).toBe('frame-ancestors *');
    expect((await fetch(new URL(address, site))).headers.get('content-security-policy')).toBe(
      "frame-ancestors 'none'",
    );
  });

  test('is there for every example, without scripts too, and is no page to be found', async () => {
    const page = await visit(embed, { javaScriptEnabled: false });
    expect(await page.locator('.trace tbody tr:not(.summary)').count()).toBe(told.rows.length);
    for (const { id } of examples) {
      const html = readFileSync(`${dist}/x/${id}/embed/index.html`, 'utf8');
      expect(html).toContain(`data-example="${id}"`);
      expect(html).toContain('<meta name="robots" content="noindex"');
    }
    expect(readFileSync(`${dist}/sitemap-0.xml`, 'utf8')).not.toContain('/embed/');
  });
});
