import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ModelError } from '../checker/index.ts';
import { type Design, designNamed, designs, partsOf, variants } from './index.ts';

const base = designNamed('gup-put');
const varied = designNamed('gup-put+scan-unmapped');

describe.each(variants)('$id', (variant) => {
  test('has an id that stands in a link as it is, a file that is called like it, and a title of its own', () => {
    expect(variants.filter(({ id, title }) => id === variant.id || title === variant.title)).toEqual([
      variant,
    ]);
    expect(variant.id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(existsSync(`${import.meta.dirname}/variants/${variant.id}.ts`)).toBe(true);
    expect(designs.some(({ id }) => id === variant.id)).toBe(false);
  });

  test('makes choices that there are, and otherwise than some design does', () => {
    const changes = (design: Design) =>
      Object.entries(variant.choices).filter(([name, value]) => {
        expect(design.choices).toHaveProperty(name);
        return design.choices[name as keyof Design['choices']] !== value;
      });
    expect(designs.some((design) => changes(design).length === Object.keys(variant.choices).length)).toBe(
      true,
    );
  });

  test('can be added to every design', () => {
    for (const { id, choices } of designs)
      expect(designNamed(`${id}+${variant.id}`).choices).toEqual({ ...choices, ...variant.choices });
  });
});

describe('a design with a variant', () => {
  test('is the design in all but its names, and what the variant decides', () => {
    expect(varied).toEqual({
      ...base,
      id: 'gup-put+scan-unmapped',
      title: 'v5.19 to v6.14, scans unmapped files',
      what: 'variant of gup-put',
      choices: { ...base.choices, scanWithoutVma: 'done' },
    });
    expect(base.choices.scanWithoutVma).toBe('skipped');
  });

  test('is no design of the matrix', () => {
    expect(designs).not.toContainEqual(varied);
  });

  test('has an id that says what it is made of', () => {
    expect(partsOf('gup-put+one+two')).toEqual({ base: 'gup-put', added: ['one', 'two'] });
    expect(partsOf('gup-put')).toEqual({ base: 'gup-put', added: [] });
  });

  test.each([
    ['nothing+scan-unmapped', "there is no design 'nothing'; the designs are v5.17, "],
    ['gup-put+nothing', "there is no variant 'nothing' of gup-put; the designs are v5.17, "],
    ['gup-put+', "there is no variant '' of gup-put; "],
    ['gup-put+gup-put', "there is no variant 'gup-put' of gup-put; "],
    ['gup-put+scan-unmapped+scan-unmapped', 'gup-put+scan-unmapped has scan-unmapped already'],
  ])('%s does not exist, and the error says what does', (id, message) => {
    expect(() => designNamed(id)).toThrow(ModelError);
    expect(() => designNamed(id)).toThrow(message);
    if (message.startsWith('there is')) expect(() => designNamed(id)).toThrow(variants[0].id);
  });
});
