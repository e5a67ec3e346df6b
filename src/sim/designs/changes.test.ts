import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Choice, choiceValues, choiceWord } from '../kernel/index.ts';
import { changed, designIds, designNamed } from './index.ts';

const choices = Object.keys(choiceValues) as Choice[];
/** A design's id, with a choice and a word for what it is to be. */
const change = fc.tuple(
  fc.constantFrom(...designIds, 'gup-put+scan-unmapped'),
  fc
    .constantFrom(...choices)
    .chain((choice) =>
      fc.record({ choice: fc.constant(choice), value: fc.constantFrom(...choiceValues[choice]) }),
    ),
);

test('what can be chosen is what the interface says', () => {
  const source = readFileSync(new URL('../kernel/choices.ts', import.meta.url), 'utf8');
  const types: Readonly<Record<string, string>> = Object.fromEntries(
    [...source.matchAll(/^export type (\w+) = ([^;]*);/gm)].map(([, name, type]) => [name, type]),
  );
  /** The members of a union, with the names of types in it looked up. */
  const members = (type: string): string[] =>
    type
      .split('|')
      .map((part) => part.trim())
      .flatMap((part) =>
        part === 'boolean' ? ['true', 'false'] : types[part] ? members(types[part]) : part,
      );
  const declared = [...source.matchAll(/^ {2}readonly (\w+): ([^;]*);/gm)];
  expect(declared.map(([, name]) => name)).toEqual(choices);
  for (const [, name, type] of declared) {
    const values = choiceValues[name as Choice].map((value) =>
      typeof value === 'string' ? `'${value}'` : String(value),
    );
    expect(values.sort(), name).toEqual(members(type).sort());
  }
});

test('each value has a word of its own, which a link can have as it is', () => {
  for (const choice of choices) {
    const words = choiceValues[choice].map(choiceWord);
    expect(new Set(words).size, choice).toBe(words.length);
    for (const word of words) expect(word).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  }
});

describe('a change', () => {
  test('makes one choice otherwise, and says so', () => {
    const { id, title, what, choices } = designNamed('v6.15+gupRechecks=no');
    expect({ id, title, what }).toEqual({
      id: 'v6.15+gupRechecks=no',
      title: 'v6.15 and later, gupRechecks: no',
      what: 'variant of v6.15',
    });
    expect(choices).toEqual({ ...designNamed('v6.15').choices, gupRechecks: false });
  });

  test('of any design to any value is read as what it is written', () => {
    fc.assert(
      fc.property(change, ([id, { choice, value }]) => {
        const after = designNamed(changed(id, choice, choiceWord(value)));
        expect(after.choices).toEqual({ ...designNamed(id).choices, [choice]: value });
      }),
    );
  });

  test('back to what the design has leaves no trace', () => {
    fc.assert(
      fc.property(change, change, ([id, one], [, other]) => {
        const twice = [one, other].reduce(
          (id, { choice, value }) => changed(id, choice, choiceWord(value)),
          id,
        );
        const { choices } = designNamed(id);
        const back = [one, other].reduce(
          (id, { choice }) => changed(id, choice, choiceWord(choices[choice])),
          twice,
        );
        expect(back).toBe(id);
      }),
    );
  });

  test.each([
    ['v6.15+gupChecks=no', "there is no choice 'gupChecks'; the choices are idle, mapping, "],
    ['v6.15+gupRechecks=maybe', "gupRechecks cannot be 'maybe'; it can be yes, no"],
    ['v6.15+idle=', "idle cannot be ''; it can be 0, 1"],
    ['v6.15+idle=1+idle=1', 'v6.15+idle=1 has idle=1 already'],
    ['v6.15+__proto__=no', "there is no choice '__proto__'"],
  ])('%s is refused', (id, message) => {
    expect(() => designNamed(id)).toThrow(message);
  });
});
