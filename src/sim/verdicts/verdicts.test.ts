import { describe, expect, test } from 'vitest';
import { check } from '../checker/index.ts';
import { designNamed } from '../designs/index.ts';
import { examples } from '../examples/index.ts';
import { watched } from '../kernel/index.ts';
import { modelOf } from '../scenario/index.ts';
import { resultOf } from './verdicts.ts';

/** Pairs of designs whose results are one. */
const shared = examples.flatMap((example) => {
  const first = new Map<unknown, string>();
  return example.designs.flatMap((design) => {
    const result = resultOf(example, design);
    const like = first.get(result);
    if (like === undefined) first.set(result, design);
    return like === undefined ? [] : [{ name: `${example.id}, ${design} as ${like}`, example, design }];
  });
});

describe('a search that is shared', () => {
  test('there are many, and not most', () => {
    const cells = examples.reduce((sum, { designs }) => sum + designs.length, 0);
    expect(shared.length).toBeGreaterThan(cells / 10);
    expect(shared.length).toBeLessThan(cells / 2);
  });

  test.each(shared)('comes to what one of its own comes to: $name', ({ example, design }) => {
    const { bytes: _, reached, ...own } = check(modelOf(example, design));
    const result = resultOf(example, design);
    expect(result).toMatchObject(own);
    expect(result.reached.map(({ task, operation: { name } }) => `${task} ${name}`)).toEqual(
      reached.map(({ task, operation: { name } }) => `${task} ${name}`),
    );
  });
});

test('choices that are watched answer as the record does, and know what they were asked for', () => {
  const { choices: plain } = designNamed('v6.15');
  const { choices, asked } = watched(plain);
  expect([...asked]).toEqual([]);
  expect([choices.idle, choices.idle, choices.busy]).toEqual([plain.idle, plain.idle, plain.busy]);
  expect([...asked]).toEqual(['idle', 'busy']);
  expect({ ...choices }).toEqual(plain);
  // What is compared with === has to be a plain value.
  for (const value of Object.values(plain)) expect(['string', 'number', 'boolean']).toContain(typeof value);
});
