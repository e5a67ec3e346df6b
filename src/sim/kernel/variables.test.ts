import { expect, test } from 'vitest';
import { kernelRecord } from './index.ts';
import { variables } from './variables.ts';

/** `page.0.refcount` and `process.1.mmapLock.shared` as readers are told of them. */
const spoken = (path: string): string =>
  path
    .replace(/\.\d+/g, '')
    .replace(/\.(shared|exclusive)$/, '')
    .replace(/^(device\.late)\..*/, '$1');

test('every variable of the record is told of, in its order, and no other', () => {
  const fields = kernelRecord({ pages: 1, processes: 1, tasks: 1 }).fields.map(({ path }) => spoken(path));
  expect(new Set(variables.map(({ path }) => path))).toEqual(new Set(fields));
  expect(variables.length).toBe(new Set(fields).size);
});

test('what the kernel has is looked up, or is no variable of its own', () => {
  const without = variables.filter(({ kernel, fact }) => kernel !== null && fact === undefined);
  expect(without.map(({ path }) => path)).toEqual(['device.graceFor']);
});
