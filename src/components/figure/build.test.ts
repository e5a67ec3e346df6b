import { expect, test } from 'vitest';
import { designNamed } from '../../sim/designs/index.ts';
import { exampleNamed } from '../../sim/examples/index.ts';
import { figureData } from './build.ts';

const { designs } = await figureData(exampleNamed('unmapped-file'));
const sourceOf = (id: string) => designs.find((design) => design.id === id)?.source ?? [];
const words = (html: string) => html.replace(/<[^>]*>/g, '').replaceAll('&#x3C;', '<');

test('a design is shown by its own file', () => {
  expect(sourceOf('fs-held').map(({ file }) => file)).toEqual(['src/sim/designs/fs-held.ts']);
  const choices = sourceOf('fs-held').flatMap(({ lines }) => lines.map(({ choice }) => choice));
  expect(choices).toEqual(Object.keys(designNamed('fs-held').choices));
});

test('one with a variant by both files, first what it starts from', () => {
  const source = sourceOf('gup-put+scan-unmapped');
  expect(source.map(({ file }) => file)).toEqual([
    'src/sim/designs/gup-put.ts',
    'src/sim/designs/variants/scan-unmapped.ts',
  ]);
  expect(source[0]).toEqual(sourceOf('gup-put')[0]);
  expect(source[1].lines.map(({ html }) => words(html))).toEqual(["scanWithoutVma: 'done',"]);
});

test('a line that a variant overrules decides nothing any more', async () => {
  const unmappedFile = exampleNamed('unmapped-file');
  const id = 'fs-held+scan-unmapped';
  const { designs } = await figureData({ ...unmappedFile, designs: [id] });
  const [base, variant] = designs[0].source.map(({ lines }) => lines.map(({ choice }) => choice));
  expect(base).not.toContain('scanWithoutVma');
  expect(base.filter((choice) => choice === null)).toHaveLength(1);
  expect(variant).toEqual(['scanWithoutVma']);
});
