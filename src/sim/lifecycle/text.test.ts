import { describe, expect, test } from 'vitest';
import { toAscii } from '../../text/layout.ts';
import { exampleNamed } from '../examples/index.ts';
import { someLives } from './fixtures.ts';
import { functionsOf, lifeCycleOf, stageOf } from './index.ts';
import { countMeansLines, countsWords, IN_PASSING, lifeCycleLines, SAID_ONCE } from './text.ts';

const life = lifeCycleOf(exampleNamed('life'), 'v6.15');

describe.each(someLives)('$id under $design', ({ example, design }) => {
  const drawn = lifeCycleOf(example, design);

  test('fits a mail', () => {
    for (const line of [...lifeCycleLines(drawn), ...countMeansLines(drawn)]) {
      expect(line.length, line).toBeLessThanOrEqual(72);
      expect(line).toMatch(/^[\x20-\x7e]*$/);
    }
  });

  test('has every condition and every step', () => {
    const text = lifeCycleLines(drawn)
      .join('\n')
      .replace(/\n {4,}/g, ' ');
    for (const { words } of drawn.stages) expect(text).toContain(`\n[${words}]`);
    for (const step of drawn.steps)
      expect(text).toContain(`  ${functionsOf(step).join(', ')} -> [${stageOf(drawn, step.to).words}]`);
  });
});

test('a life in words', () => {
  expect(lifeCycleLines(life).slice(0, 12)).toEqual([
    'v6.15 and later (v6.15): a mapping holds a reference; read in v7.2',
    '31,182 states in example life.',
    '',
    '[free block]                refcount 0',
    '',
    '[no DAX entry]              refcount 0; the example starts here',
    '  ext4_truncate() -> [free block]',
    '  dax_insert_entry() -> [not mapped]',
    '',
    '[not mapped]                refcount 0; in passing 1-3, 1024-1026',
    '  dax_delete_mapping_range() -> [no DAX entry]',
    '  vmf_insert_page_mkwrite() -> [mapped by one]',
  ]);
});

test('what counts mean, in words', () => {
  expect(countMeansLines(life).slice(1, 6)).toEqual([
    '  0     free block; no DAX entry; not mapped',
    '  1     mapped by one',
    '        in passing: not mapped',
    '  2     mapped by two',
    '        in passing: not mapped; mapped by one',
  ]);
});

test.each([
  [[], ''],
  [[1], '1'],
  [[2, 1025], '2, 1025'],
  [[1, 2, 3, 1024, 1025], '1–3, 1024–1025'],
])('counts %j are written %s', (counts, words) => {
  expect(countsWords(counts)).toBe(words);
});

test('what needs saying once can be said in ASCII', () => {
  for (const words of [SAID_ONCE, IN_PASSING]) expect(toAscii(words)).toMatch(/^[A-Z][\x20-\x7e]*\.$/);
});
