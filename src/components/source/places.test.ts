import { expect, test } from 'vitest';
import { claims } from '../../claims/claims.ts';
import { designs } from '../../sim/designs/index.ts';
import { examples } from '../../sim/examples/index.ts';
import { choiceValues, landmarks } from '../../sim/kernel/index.ts';
import { demands } from '../../sim/properties.ts';
import { files } from './files.ts';
import { type Asked, about, placeOf, restedOn } from './places.ts';

const all: readonly (readonly [string, Asked])[] = [
  ...Object.keys(demands).map((id) => [id, { property: id } as Asked] as const),
  ...Object.keys(choiceValues).map((choice) => [choice, { choice } as Asked] as const),
  ...landmarks.map((step) => [step, { step }] as const),
];

test.each(all)('%s stands in the line that its address names', (name, asked) => {
  const [, file, line] = /s\/(.*)\/#L(\d+)$/.exec(placeOf(asked)) ?? [];
  const near = files[`src/${file}.ts`].split('\n').slice(Number(line) - 1, Number(line) + 14);
  expect(near.join('\n')).toContain(name);
});

test('every claim, example and design is found from the source that it rests on', () => {
  const names = Object.keys(files).flatMap((file) => [
    ...about(file).map(({ name }) => name),
    ...restedOn(file).flatMap(({ pages }) => pages.map(({ name }) => name)),
  ]);
  const found = new Set(names);
  for (const { id } of examples) expect(found).toContain(id);
  for (const { id } of designs) expect(found).toContain(`design ${id}`);
  for (const { number, evidence } of claims)
    if (Object.keys(evidence).length > 0) expect(found).toContain(`C${number}`);
});

test('what rests on a line is what asks for it', () => {
  const put = restedOn('src/sim/kernel/choices.ts').find(({ what }) => what === 'putPageWakesAt');
  expect(put?.pages.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['what each design chose', 'C6']),
  );
  const lost = restedOn('src/sim/properties.ts').find(({ what }) => what === 'no-lost-wakeup');
  expect(lost?.pages.map(({ name }) => name)).toEqual(expect.arrayContaining(['missed-wakeup', 'C2']));
  expect(lost?.pages.map(({ name }) => name)).not.toContain('C7');
  expect(about('src/sim/examples/bare-put.ts').map(({ name }) => name)).toEqual(
    expect.arrayContaining(['bare-put', 'C5']),
  );
  expect(about('src/sim/kernel/put.ts')).toEqual([]);
});

test('of a step that nothing makes it is said', () => {
  expect(() => placeOf({ step: 'nonsense' as never })).toThrow(
    'nothing in the model makes the step nonsense',
  );
  expect(() => placeOf({ choice: 'nonsense' as never })).toThrow('src/sim/kernel/choices.ts has no line');
});
