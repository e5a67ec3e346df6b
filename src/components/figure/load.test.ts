import { expect, test } from 'vitest';
import { examples } from '../../sim/examples/index.ts';
import { loadActors, loadable } from './load.ts';

test('what can be loaded is the examples, each from the file that is called like it', async () => {
  expect(loadable().sort()).toEqual(examples.map(({ id }) => id).sort());
});

test.each(examples)('$id exports its actors by that name', async ({ id, actors }) => {
  expect(await loadActors(id)).toBe(actors);
});

test('nothing else can be', async () => {
  await expect(loadActors('nothing')).rejects.toThrow("there is no example 'nothing' to load");
  await expect(loadActors('actors')).rejects.toThrow("there is no example 'actors' to load");
});
