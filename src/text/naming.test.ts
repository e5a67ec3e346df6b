import { expect, test } from 'vitest';
import { naming } from './naming.ts';

test('what is said is handed on', () => {
  expect(naming('a page', () => 42)).toBe(42);
});

test('what goes wrong names where, and keeps what it was', () => {
  const cause = new Error('there is no such example');
  const fails = () =>
    naming('a page', () => {
      throw cause;
    });
  expect(fails).toThrow(new Error('a page: there is no such example', { cause }));
  try {
    fails();
  } catch (error) {
    expect((error as Error).cause).toBe(cause);
  }
});
