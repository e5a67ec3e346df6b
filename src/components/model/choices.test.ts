import { expect, test } from 'vitest';
import { designs } from '../../sim/designs/index.ts';
import { documentedChoices } from './choices.ts';

test('every choice is documented, once, and every design has made it', () => {
  const choices = documentedChoices();
  expect(choices.map(({ name }) => name).sort()).toEqual(Object.keys(designs[0].choices).sort());
  for (const { name, what, made } of choices) {
    expect(what, name).toMatch(/^[A-Z].*\.$/);
    expect(made.flatMap(({ by }) => by).sort(), name).toEqual(designs.map(({ title }) => title).sort());
  }
});
