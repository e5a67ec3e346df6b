import { expect, test } from 'vitest';
import { designIds } from '../designs/index.ts';
import { examples } from '../examples/index.ts';
import { sums } from './by-property.ts';
import { verdictsOf } from './verdicts.ts';

test('every verdict of every example under a preset is in one sum', () => {
  const all = sums();
  const asked = all.flatMap(({ by }) => by).reduce((sum, { asked }) => sum + asked, 0);
  const cells = examples.flatMap((example) =>
    example.designs.filter((id) => designIds.includes(id)).map((design) => verdictsOf(example, design)),
  );
  const found = cells.flat().filter(({ kind }) => kind !== 'sometimes');
  expect(asked).toBe(found.filter(({ empty }) => !empty).length);
  const failing = all.flatMap(({ by }) => by.flatMap(({ failing }) => failing));
  expect(failing.length).toBe(found.filter(({ verdict }) => verdict === 'fails').length);
});

test('the shortest failure comes first', () => {
  for (const { by } of sums())
    for (const { failing } of by) {
      const steps = failing.map(({ schedule }) => schedule.length);
      expect(steps).toEqual([...steps].sort((a, b) => a - b));
    }
});

test('no design is without a failure, as the chapter on the design space says', () => {
  for (const design of designIds)
    expect(
      sums().some(({ by }) => by.some((sum) => sum.design === design && sum.failing.length > 0)),
      design,
    ).toBe(true);
});
