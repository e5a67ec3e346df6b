import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { visit } from './harness.ts';

/** A page with a drawing beside its figure. */
const address = 'missed-wakeup/';
const lit = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[data-lit] .held')].map((e) => e.innerText),
  );
const holder = (page: Page, side: 'left' | 'right', who: string) =>
  page.locator(`.holding [data-side=${side}] a`, { hasText: who });

describe('a drawing beside a figure', () => {
  test('marks the rows in which the share of a holder changes, while one points at it', async () => {
    const page = await visit(address);
    await holder(page, 'left', 'a device').hover();
    expect(await lit(page)).toEqual(["= idle 1 + io's grab 1", "= idle 1 + io's grab 1024", '= idle 1']);
    await page.locator('h1').hover();
    expect(await lit(page)).toEqual([]);
  });

  test('does so for a keyboard, and leads to the row in which the holder takes its share', async () => {
    const page = await visit(address);
    await holder(page, 'right', 'a process').focus();
    expect((await lit(page))[0]).toBe('= PTE 1');
    await page.keyboard.press('Enter');
    expect(new URL(page.url()).hash).toMatch(/^#missed-wakeup\/current,fs-held\/row-\d+$/);
  });

  test('marks rows of a figure of several processes, and of a shortest failure', async () => {
    const several = await visit('fsdax-page/');
    await holder(several, 'right', 'a process').hover();
    expect(await lit(several)).toContain('= PTE[0] 1 + PTE[1] 1');
    const shortest = await visit('direct-write-wakeup/');
    await holder(shortest, 'left', 'a caller of GUP').hover();
    expect((await lit(shortest)).at(-1)).toBe('= idle 1');
  });

  test('leads there without JavaScript too', async () => {
    const page = await visit(address, { javaScriptEnabled: false });
    await holder(page, 'left', 'a device').click();
    expect(await page.locator('tr:target').innerText()).toContain("io's grab 1");
  });

  test('has no link where a holder adds nothing', async () => {
    const page = await visit(address);
    expect(await holder(page, 'left', 'a process').count()).toBe(0);
  });
});
