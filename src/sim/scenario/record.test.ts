import { expect, test } from 'vitest';
import { recordOf } from './record.ts';

test('a record is laid out once for all scenarios of one scale, and for no other', () => {
  const small = { pages: 1, processes: 1, tasks: 2 };
  expect(recordOf(small)).toBe(recordOf({ tasks: 2, processes: 1, pages: 1 }));
  for (const other of [
    { ...small, pages: 2 },
    { ...small, tasks: 3 },
    { ...small, huge: true },
    { ...small, history: true },
    { ...small, forks: true },
  ])
    expect(recordOf(other), JSON.stringify(other)).not.toBe(recordOf(small));
  expect(recordOf({ ...small, pages: 2 }).fields.length).toBeGreaterThan(recordOf(small).fields.length);
});
