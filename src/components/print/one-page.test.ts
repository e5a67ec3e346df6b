import { describe, expect, test } from 'vitest';
import { onOnePage, type Part } from './one-page.ts';

const parts: Part[] = ['first', 'second'].map((id) => ({ id, url: `https://site.example/base/${id}/` }));
const [first] = parts;
const adapted = (html: string) => onOnePage(html, first, parts).html;

describe('a chapter among others on one page', () => {
  test('has ids of its own, and its links to them stay on the page', () => {
    expect(adapted('<h2 id="what">What</h2><a title="1 -> 0" href="#what">there</a>')).toBe(
      '<h3 id="first--what">What</h3><a title="1 -> 0" href="#first--what">there</a>',
    );
    expect(adapted('<label for="x"><input type="radio" name="side" id="x" checked></label>')).toBe(
      '<label for="first--x"><input type="radio" name="first--side" id="first--x" checked></label>',
    );
    expect(adapted('<svg aria-labelledby="a b"><title id="a">A</title></svg>')).toBe(
      '<svg aria-labelledby="first--a first--b"><title id="first--a">A</title></svg>',
    );
  });

  test('leads to the other chapters on the page', () => {
    expect(adapted('<a href="../second/">a</a><a href="/base/second/#why">b</a>')).toBe(
      '<a href="#second">a</a><a href="#second--why">b</a>',
    );
    expect(adapted('<a href="https://site.example/base/first/">me</a>')).toBe('<a href="#first">me</a>');
  });

  test('leads to pages that are not on it, and to places that only the live page has', () => {
    expect(adapted('<a href="../x/missed-wakeup/#verdicts">x</a>')).toBe(
      '<a href="/base/x/missed-wakeup/#verdicts">x</a>',
    );
    expect(adapted('<a href="#x/a,b/row-1/app*3~abc">x</a>')).toBe(
      '<a href="/base/first/#x/a,b/row-1/app*3~abc">x</a>',
    );
    expect(adapted('<a href="/base/x.txt">x</a>')).toBe('<a href="/base/x.txt">x</a>');
  });

  test('has the addresses of other sites as notes, each once', () => {
    const { html, notes } = onOnePage(
      '<p><a href="https://a.example/?x=1&amp;y=2">A</a>, <a href="https://b.example/"><code>B</code></a>, ' +
        '<a href="https://a.example/?x=1&amp;y=2">A</a>, <a href="#none">C</a></p>',
      first,
      parts,
    );
    expect(notes).toEqual(['https://a.example/?x=1&y=2', 'https://b.example/']);
    expect(html.replace(/ href="[^"]*"/g, '')).toBe(
      '<p><a>A<sup>[1]</sup></a>, <a><code>B</code><sup>[2]</sup></a>, <a>A<sup>[1]</sup></a>, <a>C</a></p>',
    );
  });

  test('has nothing that must be opened, and no note for a link in there', () => {
    const html = '<p>a</p><details><summary>b</summary><a href="https://a.example/">c</a></details><p>d</p>';
    expect(onOnePage(html, first, parts)).toEqual({ html: '<p>a</p><p>d</p>', notes: [] });
  });

  test('has no script, and its text is left alone', () => {
    expect(adapted('<p>a</p><script type="module" src="/x.js"></script><p>1 &lt; 2 > id="x"</p>')).toBe(
      '<p>a</p><p>1 &lt; 2 > id="x"</p>',
    );
    expect(adapted('<div class="wide" data-figure><p>a</p></div>')).toBe('<div class="wide"><p>a</p></div>');
    expect(adapted('<script type="application/json">{"html":"<a id=\\"x\\">"}</script>b')).toBe('b');
  });
});
