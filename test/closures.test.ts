import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { carriedIn } from './closures.ts';

const root = path.resolve(import.meta.dirname, '..');

/** What the one file that remembers who asked for a choice is for: no guard and no effect sees it. */
const KNOWN = /^src\/sim\/kernel\/(reads|step)\.ts/;

test('nothing in the modelled kernel and in the examples keeps state in a variable around a function', () => {
  const names = ['kernel/*.ts', 'examples/*.ts', 'examples/parts/*.ts', 'properties.ts'].flatMap((glob) =>
    globSync(`src/sim/${glob}`, { cwd: root }).filter((name) => !/\.test\.ts$|fixtures/.test(name)),
  );
  expect(names.length).toBeGreaterThan(50);
  const files = Object.fromEntries(names.map((name) => [name, readFileSync(path.join(root, name), 'utf8')]));
  expect(carriedIn(files).filter(({ where }) => !KNOWN.test(where))).toEqual([]);
});

test.each([
  ['let n = 0; export const f = () => { n = 1; };', ['assigns to n']],
  ['let n = 0; export const f = () => n++;', ['assigns to n']],
  ['export function* p() { let n = 0; n += 1; yield () => n; }', ['reads n, which is assigned to']],
  ['export function* p() { let n = 0; yield () => ({ n }); n = 2; }', ['reads n, which is assigned to']],
  ['const seen: number[] = []; export const f = () => seen.push(1);', ['changes what seen holds']],
  ['const seen = { a: { b: 1 } }; export const f = () => { seen.a.b = 2; };', ['changes what seen holds']],
  ['const seen = { a: 1 }; export const f = () => { delete seen.a; };', ['changes what seen holds']],
  ['let a = 0; let b = 0; export const f = () => { [a, b] = [1, 2]; };', ['assigns to a', 'assigns to b']],
  ['export const f = (s: { x: number }) => { const n = 1; [1].some(() => { s.x = n; return true; }); };', []],
  ['export function f() { let n = 0; for (;;) n++; }', []],
  ['const table = { a: 1 }; export const f = () => table.a;', []],
])('%s', (text, expected) => {
  expect(carriedIn({ 'a.ts': text }).map(({ what }) => what)).toEqual(expected);
});
