import { describe, expect, test } from 'vitest';
import { type FactId, facts } from '../../facts/facts.ts';
import { designNamed, designs } from '../../sim/designs/index.ts';
import { examples } from '../../sim/examples/index.ts';
import { type Choice, choiceWords } from '../../sim/kernel/index.ts';
import { about } from './about.ts';
import { designText } from './text.ts';

describe.each(designs)('$id', (design) => {
  const { choices, found, neighbours } = about(design);

  test('every choice is there, as the design makes it', () => {
    expect(choices.map(({ name }) => name).sort()).toEqual(Object.keys(design.choices).sort());
    for (const { name, value } of choices) expect(value).toBe(choiceWords(design.choices[name]));
  });

  test('a choice is at functions of the design’s own kernel', () => {
    const own = new Set(Object.values(design.tree).map(({ fn }) => fn));
    const where = choices.flatMap(({ where }) => where);
    expect(where.length).toBeGreaterThan(10);
    for (const { fn, url } of where) {
      expect(own.has(fn), fn).toBe(true);
      expect(url).toMatch(/^https:\/\//);
    }
    const known = new Set(Object.values(facts));
    for (const { fact } of Object.values(design.tree)) expect(known.has(facts[fact as FactId])).toBe(true);
  });

  test('it is told of each example that is checked under it, with what is asked there', () => {
    expect(found.map(({ example }) => example.id)).toEqual(
      examples.filter((example) => example.designs.includes(design.id)).map(({ id }) => id),
    );
    for (const { example, verdicts } of found)
      expect(verdicts.map(({ property }) => property)).toEqual(example.demands);
  });

  test('every other design is a neighbour, the nearest first, and what it would have to change is told', () => {
    expect(neighbours.map(({ design }) => design.id).sort()).toEqual(
      designs.flatMap(({ id }) => (id === design.id ? [] : [id])).sort(),
    );
    for (const { design: other, differs } of neighbours) {
      const made = Object.fromEntries(differs.map(({ name }) => [name, other.choices[name]]));
      expect({ ...design.choices, ...made }).toEqual(other.choices);
      expect(differs.length).toBeGreaterThan(0);
      for (const { here, there } of differs) expect(here).not.toBe(there);
    }
    const numbers = neighbours.map(({ differs }) => differs.length);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  });

  test('its text is in 72 columns of ASCII, and has its choices and its failures', () => {
    const text = designText(design, 'https://example.org/d/');
    expect(text).toMatch(/^[\n\x20-\x7e]*$/);
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(72);
    for (const { name } of choices) expect(text).toContain(`\n${name}: `);
    const failures = found.flatMap(({ verdicts }) => verdicts).filter(({ verdict }) => verdict === 'fails');
    expect(text.match(/\[FAIL\]/g) ?? []).toHaveLength(failures.length);
  });
});

test('a choice is at the functions that it decides', () => {
  const at = (id: string, name: Choice) =>
    about(designNamed(id))
      .choices.find((choice) => choice.name === name)
      ?.where.map(({ fn }) => fn);
  expect(at('gup-put', 'gupPutWakesAt')).toContain('unpin_user_page()');
  expect(at('v6.15', 'evictionWaits')).not.toContain('unpin_user_page()');
});
