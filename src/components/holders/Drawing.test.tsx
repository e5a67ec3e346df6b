import { h } from 'preact';
import { render } from 'preact-render-to-string';
import { describe, expect, test } from 'vitest';
import { Drawing } from './Drawing.tsx';
import { drawn } from './drawn.ts';

const html = (of: string, beside?: string, small = false) =>
  drawn({ of, beside, small }, '/page/').map((half) => render(h(Drawing, half)));
const lines = (html: string) =>
  html
    .replace(/<title.*?<\/title>|<desc.*?<\/desc>/gs, '')
    .replace(/<[^>]*>/g, '')
    .split('\n')
    .map((line) => line.trim().replaceAll(/ +/g, ' '));

describe('a drawing', () => {
  const [left, right] = html('gup-put,v6.15');

  test('is read in a text browser from the top', () => {
    expect(lines(left)).toEqual([
      '',
      'page = block its count',
      'a device by FOLL_PIN +1024',
      'a caller of GUP by FOLL_GET +1',
      'a process by its PTE nothing',
      'the file by its DAX entry nothing',
      'idle 1',
      'the storage of',
      'the file itself',
      'truncate woken at 1 by',
      '✓ unpin_user_page()',
      '✓ put_page()',
      '✕ folio_put()',
      'waits for 1',
      'device removal looks at no count',
      'waits for pgmap held by GUP calls',
      '',
    ]);
    expect(lines(right)).toContain('a process by its PTE +1');
    expect(lines(right)).toContain('idle 0');
  });

  test('has a filled part of the count for each holder that adds something', () => {
    const filled = (html: string) => html.match(/class="(share|base)"/g);
    expect(filled(left)).toEqual(['class="share"', 'class="share"', 'class="base"']);
    expect(filled(right)).toEqual(['class="share"', 'class="share"', 'class="share"']);
  });

  test('is an image with a name, and keeps to what the Content Security Policy allows', () => {
    expect(left).toContain(
      'role="img" aria-labelledby="holders-0-gup-put-v6.15-title holders-0-gup-put-v6.15-desc"',
    );
    expect(left + right).not.toMatch(/\sstyle=|<style|<script|\son\w+=/);
  });
});

test('a removal that has the files unmapped is told from one that waits for mappings', () => {
  const [without, told] = html('fs-held,fs-held-notify').map(lines);
  expect(without).toContain('device removal waits until nobody holds a page');
  expect(told).toContain('device removal unmaps, then waits till nobody holds a page');
});

test('a page has room for what is said in it, where truncate has little to say', () => {
  for (const { places } of drawn({ of: 'v6.15,v6.15+last-put-frees', small: true }, '/page/'))
    expect(places.page.bottom).toBeGreaterThan(places.base.bottom + 32);
});

describe('a small drawing beside a figure', () => {
  const [left, right] = html('current,fs-held', 'missed-wakeup', true);

  test('has what tells the designs apart', () => {
    expect(lines(left).filter((line) => / by /.test(line))).toEqual([
      'a device by FOLL_PIN +1024',
      'a process by its PTE nothing',
    ]);
    expect(html('current,entry-held', undefined, true)[0]).toContain('DAX entry');
  });

  test('has the flag by which GUP takes the page there', () => {
    const [left] = html('gup-put,folio-put', 'bare-put/gup-put,folio-put/no-lost-wakeup', true);
    expect(lines(left).filter((line) => / by /.test(line))).toEqual([
      'a caller of GUP by FOLL_GET +1',
      'a process by its PTE nothing',
    ]);
  });

  test('leads into the figure of a shortest failure too, and says its pair', () => {
    const [left] = html('v6.15,gup-put', 'refault/v6.15,gup-put/truncate-finishes', true);
    expect(left).toMatch(/<a href="#refault\/v6\.15,gup-put\/row-\d+" data-names="io's grab,io"/);
  });

  test('calls the entries of all processes by one name', () => {
    const [, right] = html('gup-put,v6.15', 'life');
    expect(right).toContain(`data-names="app's fault,PTE,peer's fault,app's batch,trunc's batch"`);
  });

  test('leads to the rows in which a holder takes its share, where it has one, and is no image then', () => {
    const links = (html: string) =>
      [...html.matchAll(/<a href="([^"]*)" data-names="([^"]*)"/g)].map(([, ...a]) => a);
    expect(links(left).map(([, names]) => names)).toEqual(["io's grab,io"]);
    expect(links(right).map(([, names]) => names)).toEqual(["io's grab,io", "PTE,trunc's batch"]);
    for (const [href] of [...links(left), ...links(right)])
      expect(href).toMatch(/^#missed-wakeup\/current,fs-held\/row-\d+$/);
    expect(left).toContain('role="group" aria-labelledby="holders-0-current-fs-held-title"');
  });
});

test.each([
  ['gup-put', undefined, "/page/: 'gup-put' should be design,design"],
  ['gup-put,nonsense', undefined, "/page/: there is no design 'nonsense'"],
  [
    'gup-put,v6.15',
    'missed-wakeup',
    '/page/: the figure of missed-wakeup shows current and fs-held, not gup-put and v6.15',
  ],
])('%s beside %s is refused, with the page', (of, beside, message) => {
  expect(() => drawn({ of, beside, small: false }, '/page/')).toThrow(message);
});
