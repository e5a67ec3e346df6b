import { expect, test } from 'vitest';
import { current, gupPut } from '../designs/fixtures.ts';
import { layoutOf } from './layout.ts';
import { step } from './step.ts';

const thread = (design: typeof current) => ({
  me: 1,
  process: 0,
  kernel: { ...design, layout: layoutOf({ pages: 3 }, design.choices), tasks: ['app'] },
});

test('a step is named by its place and its page, so that no two steps of a task share a name', () => {
  expect(step(thread(current), 'break.scan', { page: 2 }).name).toBe('break.scan of page 2');
  expect(step(thread(current), 'trunc.lock', {}).name).toBe('trunc.lock');
});

test('a step tells readers the function and the fact, by the code that the design is made of', () => {
  expect(step(thread(current), 'unpin.sub', { page: 0 }).note).toEqual({
    at: 'unpin.sub',
    fn: 'unpin_user_page()',
    fact: 'gup-put-5.19',
    page: 0,
  });
  expect(step(thread(gupPut), 'unpin.sub', {}).note?.fact).toBe('gup-put-6.1');
});
