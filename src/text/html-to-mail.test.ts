import { expect, test } from 'vitest';
import { htmlToMail, paragraph } from './html-to-mail.ts';

const mail = (html: string) => htmlToMail(html, 'https://site.example/a/');

test('emphasis is set off as mails do it', () => {
  expect(mail('<p>With it <em>truncate finishes</em>, and (<em>no lost wake-up</em>) holds.</p>')).toBe(
    'With it *truncate finishes*, and (*no lost wake-up*) holds.\n\n\n',
  );
});

test('links become footnotes, each address once, and places on the page none', () => {
  expect(
    mail('<p><a href="../b/">one</a> <a href="/b/">again</a> <a href="#c">here</a> <a href="d">two</a></p>'),
  ).toBe('one [1] again [1] here two [2]\n\n[1] https://site.example/b/\n[2] https://site.example/a/d\n');
});

test('headings have a rule under them, and laid-out text stays as it is', () => {
  expect(mail('<h1>T&rsquo;s</h1><h2 id="x">Part</h2><pre>a   b\n  c</pre>')).toBe(
    "T's\n===\n\nPart\n----\n\na   b\n  c\n\n\n",
  );
});

test('a heading stands by itself, and its rule is as long as the longer of its lines', () => {
  const title = 'word '.repeat(20).trim();
  const [first, second] = [`${'word '.repeat(14)}word`.slice(0, 69), 'word '.repeat(6).trim()];
  expect(mail(`<p>Before.</p><h2>${title}</h2><p>After.</p>`)).toBe(
    `Before.\n\n${first}\n${second}\n${'-'.repeat(first.length)}\n\nAfter.\n\n\n`,
  );
});

test('a list has hyphens, and no line ends or begins in spaces that nobody sees', () => {
  expect(mail('  <p> </p><ul><li>one</li><li>two</li></ul>')).toBe('- one\n- two\n\n\n');
  expect(mail('<pre>a  \n  b \n</pre>')).toBe('a\n  b\n\n\n');
});

test('a paragraph is wrapped to the width of a mail', () => {
  expect(paragraph('one\n  two')).toBe('one two');
  expect(paragraph('word '.repeat(20))).toBe(`${'word '.repeat(14).trim()}\n${'word '.repeat(6).trim()}`);
});

test('a term stands by itself, and what is said of it is set in below, to the width of a mail', () => {
  const words = 'word '.repeat(20).trim();
  expect(
    mail(
      `<p>Before.</p><dl><dt><code>one</code></dt><dd>${words}<ul><li>a</li></ul></dd><dt>two</dt><dd>b</dd></dl>`,
    ),
  ).toBe(
    `Before.\n\none\n  ${'word '.repeat(14).trim()}\n  ${'word '.repeat(6).trim()}\n  - a\n\ntwo\n  b\n\n\n`,
  );
});

test('a table keeps its columns, four of them in the width of a mail', () => {
  const row = (tag: string, cells: readonly string[]) =>
    `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
  const html = `<table>${row('th', ['the file is', 'v5.17', 'v5.19', 'v6.15'])}${row('td', ['mapped', 'waits for whoever has it pinned', 'no', 'word '.repeat(9)])}</table>`;
  const lines = mail(html).trimEnd().split('\n');
  expect(lines[0]).toBe('the file is  v5.17              v5.19  v6.15');
  expect(lines[1]).toBe('mapped       waits for whoever  no     word word word word');
  expect(lines[2]).toMatch(/^ {13}has it pinned +word word word word$/);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(72);
});
