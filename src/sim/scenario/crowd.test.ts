import { describe, expect, test } from 'vitest';
import { check } from '../checker/index.ts';
import { missedWakeup } from '../examples/missed-wakeup.ts';
import { twoPinners } from '../examples/two-pinners.ts';
import { crowded, modelOf } from './index.ts';

const names = (example: typeof missedWakeup) => example.actors.map(({ name }) => name);

describe('more of a task', () => {
  const three = crowded(missedWakeup, { io: 3 });

  test('the same crowd is the same example, so that it is searched once', () => {
    expect(crowded(missedWakeup, { io: 2 })).toBe(crowded(missedWakeup, { io: 2 }));
    expect(crowded(missedWakeup, { io: 3 })).not.toBe(crowded(missedWakeup, { io: 2 }));
  });

  test('is called after it, comes last, and is a thread of its process', () => {
    expect(names(three)).toEqual([...names(missedWakeup), 'io2', 'io3']);
    const of = (name: string) => three.actors.find((actor) => actor.name === name);
    expect(of('io3')).toEqual({ ...of('io'), name: 'io3' });
    expect(three.alike).toEqual([['io', 'io2', 'io3']]);
  });

  test('takes no name that is taken', () => {
    const twice = crowded(crowded(missedWakeup, { io: 2 }), { io2: 2 });
    expect(names(twice).slice(-2)).toEqual(['io2', 'io22']);
    expect(names(crowded({ ...missedWakeup, actors: three.actors }, { io: 2 })).at(-1)).toBe('io4');
  });

  test('may be of several tasks', () => {
    expect(crowded(twoPinners, { io: 2, nic: 2 }).alike).toEqual([
      ['io', 'io2'],
      ['nic', 'nic2'],
    ]);
  });

  test.each([
    [{ dma: 2 }, "there is no task 'dma' in missed-wakeup to have more of; it has app, io, trunc"],
    [{ io: 0 }, 'there can be 1 to 12 of io, not 0'],
    [{ io: 13 }, 'there can be 1 to 12 of io, not 13'],
    [{ io: 1.5 }, 'there can be 1 to 12 of io, not 1.5'],
  ])('%o is refused', (numbers, message) => {
    expect(() => crowded(missedWakeup, numbers)).toThrow(message);
  });

  test.each(missedWakeup.designs)(
    'has one state stand for all that differ in which is which, %s',
    (design) => {
      const two = modelOf(crowded(missedWakeup, { io: 2 }), design);
      const [one, all] = [check(two), check(two, { whole: true })];
      expect(one.states).toBeLessThan(0.6 * all.states);
      expect(one.schedules).toBe(all.schedules);
      for (const [i, { property, verdict, schedule }] of one.verdicts.entries())
        expect([property, verdict, schedule?.length]).toEqual([
          property,
          all.verdicts[i].verdict,
          all.verdicts[i].schedule?.length,
        ]);
    },
  );
});
