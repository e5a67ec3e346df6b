import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Diagrams, type Kernels } from './diagram.ts';
import { isIn, type Point, type Region, sizes } from './region.ts';

/*
 * Sets are made of regions over a few choices, of which every combination can be looked at.
 */

const few = [0, 1, 9, 12, 21, 25];
const rest = sizes.reduce((all, size, place) => (few.includes(place) ? all : all * BigInt(size)), 1n);
const points: Point[] = few.reduce<Point[]>(
  (all, place) =>
    all.flatMap((point) =>
      Array.from({ length: sizes[place] }, (_, value) => {
        const one = point.slice();
        one[place] = value;
        return one;
      }),
    ),
  [new Uint8Array(sizes.length)],
);

const region: fc.Arbitrary<Region> = fc
  .tuple(fc.subarray(few, { minLength: 1 }), fc.infiniteStream(fc.nat(7)))
  .map(([places, numbers]) => ({
    places,
    values: places.map((place) => (numbers.next().value as number) % sizes[place]),
  }));
const regions = fc.array(region, { maxLength: 12 });
const order = fc.shuffledSubarray([...sizes.keys()], { minLength: sizes.length });

const without = (diagrams: Diagrams, some: readonly Region[]): Kernels =>
  some.reduce((left, one) => diagrams.minus(left, diagrams.region(one)), diagrams.all);
const each = sizes.map((size) => [...Array(size).keys()]);
const away = (a: Point, b: Point) => a.filter((value, place) => value !== b[place]).length;

test('what is left of all kernels without some regions is counted, and found, as one by one', () => {
  fc.assert(
    fc.property(order, regions, fc.constantFrom(...points), (order, some, from) => {
      const diagrams = new Diagrams(order);
      const left = without(diagrams, some);
      const alone = points.filter((point) => !some.some((one) => isIn(one, point)));
      expect(diagrams.count(left)).toBe(BigInt(alone.length) * rest);
      const one = diagrams.some(left, each);
      if (one === null) expect(alone).toEqual([]);
      else expect(some.some((region) => isIn(region, one))).toBe(false);
      const near = diagrams.nearest(left, from);
      const least = Math.min(...alone.map((point) => away(point, from)));
      expect(near.changes).toBe(least);
      expect(near.points.map(String).sort()).toEqual(
        alone
          .filter((point) => away(point, from) === least)
          .map(String)
          .sort(),
      );
      if (alone.length > 0)
        for (const place of few)
          expect(diagrams.values(left)[place]).toEqual(
            [...new Set(alone.map((point) => point[place]))].sort(),
          );
    }),
  );
});

test('the same set is the same node, however it came about', () => {
  fc.assert(
    fc.property(order, regions, regions, (order, some, others) => {
      const diagrams = new Diagrams(order);
      const [one, other] = [without(diagrams, some), without(diagrams, others)];
      expect(without(diagrams, [...some].reverse())).toBe(one);
      expect(diagrams.minus(one, one)).toBe(diagrams.none);
      const both = diagrams.both(one, other);
      expect(both).toBe(without(diagrams, [...some, ...others]));
      expect(diagrams.plus(one, other)).toBe(diagrams.plus(other, one));
      expect(diagrams.count(diagrams.plus(one, other)) + diagrams.count(both)).toBe(
        diagrams.count(one) + diagrams.count(other),
      );
    }),
  );
});

test('one is found that makes its choices so, the values that come first liked best', () => {
  fc.assert(
    fc.property(order, regions, fc.constantFrom(...points), (order, some, fixed) => {
      const diagrams = new Diagrams(order);
      const left = without(diagrams, some);
      const only = each.map((all, place) => (few.slice(0, 3).includes(place) ? [fixed[place]] : all));
      const found = diagrams.some(left, only);
      const among = diagrams.count(diagrams.minus(left, diagrams.minus(diagrams.all, diagrams.within(only))));
      expect(found === null).toBe(among === 0n);
      for (const place of few.slice(0, 3)) if (found) expect(found[place]).toBe(fixed[place]);
    }),
  );
  const diagrams = new Diagrams([...sizes.keys()]);
  const backwards = each.map((all) => [...all].reverse());
  expect([...(diagrams.some(diagrams.all, backwards) as Point)]).toEqual(sizes.map((size) => size - 1));
  expect(diagrams.some(diagrams.none, each)).toBeNull();
});
