import { describe, expect, test } from 'vitest';
import { exampleNamed } from '../examples/index.ts';
import { someLives } from './fixtures.ts';
import { countMeans, lifeCycleOf } from './index.ts';

describe.each(someLives)('$id under $design', ({ example, design }) => {
  test('a count means a stage exactly if the stage has the count', () => {
    const { stages } = lifeCycleOf(example, design);
    const meanings = countMeans(lifeCycleOf(example, design));
    const counts = meanings.map(({ count }) => count);
    expect(counts).toEqual([...new Set(counts)].sort((a, b) => a - b));
    for (const stage of stages) {
      const where = (which: 'settled' | 'passing') =>
        meanings.filter((meaning) => meaning[which].includes(stage)).map(({ count }) => count);
      expect(where('settled')).toEqual(stage.settled);
      expect(where('passing')).toEqual(stage.passing.filter((count) => !stage.settled.includes(count)));
    }
    expect(meanings.filter(({ settled, passing }) => settled.length + passing.length === 0)).toEqual([]);
  });
});

test('count 1 means five things before v6.15, and one since', () => {
  const one = (design: string) =>
    countMeans(lifeCycleOf(exampleNamed('life'), design)).find(({ count }) => count === 1);
  const words = (design: string) => one(design)?.settled.map(({ words }) => words);
  expect(words('gup-put')).toEqual([
    'free block',
    'no DAX entry',
    'not mapped',
    'mapped by one',
    'mapped by two',
  ]);
  expect(words('v6.15')).toEqual(['mapped by one']);
});
