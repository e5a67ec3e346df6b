import { expect, test } from 'vitest';
import { examples } from '../../sim/examples/index.ts';
import { loadable, loadExample } from './load.ts';

test('what can be loaded is the examples, each from the file that is called like it', async () => {
  expect(loadable().sort()).toEqual(examples.map(({ id }) => id).sort());
  for (const example of examples) expect(await loadExample(example.id)).toBe(example);
});

test('nothing else can be', async () => {
  await expect(loadExample('nothing')).rejects.toThrow("there is no example 'nothing' to load");
  await expect(loadExample('actors')).rejects.toThrow("there is no example 'actors' to load");
});
