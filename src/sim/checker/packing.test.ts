import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bitsFor, Packing } from './packing.ts';

describe('Packing', () => {
  test('keeps every task’s local state apart, whatever their bits', () => {
    const tasks = fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(tasks, fc.infiniteStream(fc.nat()), (bits, numbers) => {
        const packing = new Packing(bits);
        const locals = bits.map((wide) => (numbers.next().value as number) % 2 ** wide);
        const state = new Uint32Array(packing.width).fill(0);
        state[0] = 2 ** 32 - 1;
        for (const [task, local] of locals.entries()) packing.put(state, task, local);
        expect(bits.map((_, task) => packing.local(state, task))).toEqual(locals);
        expect(state[0]).toBe(2 ** 32 - 1);
      }),
    );
  });

  test('takes no more words than it must, and shares out what is left of them', () => {
    expect(new Packing([])).toMatchObject({ width: 1 });
    const three = new Packing([4, 4, 4]);
    expect(three.width).toBe(2);
    expect([...three.ones]).toEqual([2 ** 10 - 1, 2 ** 10 - 1, 2 ** 10 - 1]);
    expect(new Packing([10, 10, 10]).width).toBe(2);
    expect(new Packing([10, 10, 10, 10]).width).toBe(3);
    expect([...new Packing([10, 10, 10, 10]).ones].at(-1)).toBe(2 ** 16 - 1);
  });
});

test('bitsFor says how many bits numbers below it need', () => {
  for (const [count, bits] of [
    [1, 1],
    [2, 1],
    [3, 2],
    [4, 2],
    [5, 3],
    [1024, 10],
  ])
    expect(bitsFor(count)).toBe(bits);
});
