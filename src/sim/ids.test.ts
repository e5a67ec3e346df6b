import { expect, test } from 'vitest';
import { baseOf, withoutChanges } from './ids.ts';

test('an id says what it starts from', () => {
  expect(baseOf('gup-put+one+two')).toBe('gup-put');
  expect(baseOf('missed-wakeup+io=nobody')).toBe('missed-wakeup');
  expect(baseOf('missed-wakeup')).toBe('missed-wakeup');
});

test.each([
  ['v6.15', 'v6.15'],
  ['v6.15+evict-waits', 'v6.15+evict-waits'],
  ['v6.15+gupRechecks=no', 'v6.15'],
  ['v6.15+idle=1+evict-waits+gupRechecks=no', 'v6.15+evict-waits'],
])('%s without its changes is %s', (id, without) => {
  expect(withoutChanges(id)).toBe(without);
});
