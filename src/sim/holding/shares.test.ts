import { expect, test } from 'vitest';
import { kindOf, sharesOf } from './shares.ts';

test.each([
  ['idle', 'idle'],
  ['PTE[0]', 'pte'],
  ["app's fault", 'pte'],
  ["trunc's batch", 'pte'],
  ["app's fork", 'pte'],
  ['DAX entry', 'entry'],
  ['another file', 'other'],
  ['io', 'task'],
  ["io's grab", 'task'],
])('%s is of the kind %s', (who, kind) => {
  expect(kindOf(who)).toBe(kind);
});

test('a holder that is not known is refused', () => {
  expect(() => kindOf("io's uncle")).toThrow("nobody knows who 'io's uncle' is");
});

test('shares of one kind are added up', () => {
  expect(sharesOf({ idle: 1, 'PTE[0]': 1, 'PTE[1]': 1, io: 1024, "nic's grab": 1 })).toEqual({
    idle: 1,
    pte: 2,
    entry: 0,
    task: 1025,
    other: 0,
  });
});
