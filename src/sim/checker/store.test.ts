import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { VectorStore } from './store.ts';

const words = (...numbers: number[]) => Uint32Array.from(numbers);

describe('VectorStore', () => {
  test('numbers states in the order they come, and knows them again', () => {
    const store = new VectorStore(2);
    expect(
      [words(1, 2), words(2, 1), words(1, 2), words(0, 0), words(2, 1)].map((s) => store.add(s)),
    ).toEqual([0, 1, 0, 2, 1]);
    expect(store.count).toBe(3);
  });

  test('keeps a copy', () => {
    const store = new VectorStore(2);
    const state = words(7, 2 ** 32 - 1);
    store.add(state);
    state.fill(0);
    store.load(0, state);
    expect([...state]).toEqual([7, 2 ** 32 - 1]);
  });

  test('grows, and finds all of them afterwards', () => {
    const store = new VectorStore(3, 2);
    const state = (n: number) => words(n, n * 7, n >>> 5);
    for (let n = 0; n < 50_000; n++) expect(store.add(state(n))).toBe(n);
    for (let n = 0; n < 50_000; n++) expect(store.add(state(n))).toBe(n);
    expect(store.count).toBe(50_000);
    const read = words(0, 0, 0);
    store.load(49_999, read);
    expect(read).toEqual(state(49_999));
    expect(store.bytes).toBeGreaterThanOrEqual(50_000 * 3 * 4);
  });

  test('is right where states share slots, from the smallest table on', () => {
    // Sixteen slots at first: all but a few of these collide.
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { maxLength: 200 }), (states) => {
        const store = new VectorStore(2, 3);
        const known = new Map<string, number>();
        for (const state of states) {
          const key = state.join();
          if (!known.has(key)) known.set(key, known.size);
          expect(store.add(words(...state))).toBe(known.get(key));
        }
        expect(store.count).toBe(known.size);
      }),
    );
  });
});

test('addAll says what add says, one after the other, also of states that come twice', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 40 })), (batches) => {
      const one = new VectorStore(2, 3);
      const all = new VectorStore(2, 3);
      for (const batch of batches) {
        const numbers = new Int32Array(batch.length);
        all.addAll(words(...batch.flat()), batch.length, numbers);
        expect([...numbers]).toEqual(batch.map((state) => one.add(words(...state))));
      }
      expect(all.count).toBe(one.count);
    }),
  );
});
