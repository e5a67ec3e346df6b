import { expect, test } from 'vitest';
import { Collapsed } from './collapsed.ts';
import { model, straight } from './fixtures.ts';
import { bit } from './layout.ts';
import { Learned } from './learned.ts';
import { Machine } from './machine.ts';

test('a state is not packed for which there is no room: it would look like another one', () => {
  // Tasks of many local states fill a word, so that there is none to spare.
  const tasks = ['a', 'b', 'c', 'd'].map((name) =>
    straight<{ x: number }>(name, ...Array.from({ length: 300 }, (_, i) => ({ name: `step ${i}` }))),
  );
  const machine = new Machine(model({ x: bit }, tasks));
  const form = new Collapsed(machine, new Learned(machine));
  const packed = new Uint32Array(form.width);
  expect(form.pack(packed)).toBe(true);
  const first = packed.slice();
  for (let step = 1; step < 300; step++) {
    machine.move(0);
    const here = form.pack(packed);
    expect(here).toBe(form.packing.fits(0, step));
    if (here) expect(packed).not.toEqual(first);
  }
  expect(form.packing.fits(0, 299)).toBe(false);
});
