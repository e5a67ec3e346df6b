import { expect, test } from 'vitest';
import { htmlToMail } from './html-to-mail.ts';

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
