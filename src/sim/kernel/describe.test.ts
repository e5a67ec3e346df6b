import { expect, test } from 'vitest';
import { describe as inWords } from './index.ts';
import { kernelRecord } from './state.ts';

const words = (path: string, from: number, to: number, file = { pages: 1, processes: 1 }) =>
  inWords([{ place: placeOf(path), path, from, to }], file).map(
    (delta) => `${delta.name} ${delta.from} -> ${delta.to}`,
  );

const placeOf = (path: string) => path.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));

test.each([
  ['page.0.refcount', 1, 1025, 'refcount 1 -> 1025'],
  ['page.0.mapcount', 1, 0, 'mapcount 1 -> 0'],
  ['page.0.entry', 0, 1, 'entry absent -> present'],
  ['page.0.owner', 0, 1, 'block of the file -> free'],
  ['page.0.owner', 1, 2, 'block free -> of another file'],
  ['page.0.dma', 0, 1, 'DMA off -> running'],
  ['page.0.dma', 1, 2, 'DMA running -> 2 transfers'],
  ['process.0.pte.0', 1, 0, 'PTE present -> none'],
  ['process.0.vma', 1, 0, 'VMA maps the file -> gone'],
  ['process.0.opened', 0, 1, 'file closed -> open'],
  ['pgmap.users', 0, 1, 'pgmap users 0 -> 1'],
])('%s from %i to %i is said as "%s"', (path, from, to, said) => {
  expect(words(path, from, to)).toEqual([said]);
});

test('where there are several pages or processes, it says which', () => {
  const many = { pages: 3, processes: 2 };
  expect(words('page.1.refcount', 0, 1, many)).toEqual(['refcount[1] 0 -> 1']);
  expect(words('process.0.pte.2', 0, 1, many)).toEqual(['PTE[0][2] none -> present']);
  expect(words('process.1.vma', 0, 1, many)).toEqual(['VMA[1] gone -> maps the file']);
  expect(words('pgmap.users', 0, 1, many)).toEqual(['pgmap users 0 -> 1']);
});

test('and only that', () => {
  const pages = { pages: 3, processes: 1 };
  expect(words('process.0.pte.2', 0, 1, pages)).toEqual(['PTE[2] none -> present']);
  expect(words('process.0.vma', 1, 0, pages)).toEqual(['VMA maps the file -> gone']);
  const processes = { pages: 1, processes: 2 };
  expect(words('process.1.pte.0', 0, 1, processes)).toEqual(['PTE[1] none -> present']);
  expect(words('page.0.refcount', 0, 1, processes)).toEqual(['refcount 0 -> 1']);
});

test('what only the model keeps is not shown', () => {
  const shown = kernelRecord({ pages: 1, processes: 1, tasks: 1 })
    .fields.map(({ path }) => path)
    .filter((path) => words(path, 0, 1).length > 0);
  expect(shown).toEqual([
    'page.0.refcount',
    'page.0.mapcount',
    'page.0.entry',
    'page.0.entryHeld',
    'page.0.owner',
    'page.0.dma',
    'process.0.vma',
    'process.0.opened',
    'process.0.pte.0',
    'pgmap.users',
  ]);
});
