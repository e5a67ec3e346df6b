import { describe, expect, test } from 'vitest';
import { countsMappings } from '../../lab/traces.ts';
import { calibrate } from '../calibration/index.ts';
import { seenAt } from './recording.ts';
import { holders, sleepers, sleptWords } from './sleepers.ts';
import { scenarioIn, traces } from './traces.ts';

const cells = sleepers.flatMap((sleeper) =>
  holders.flatMap(({ id }) => {
    const place = sleeper.by[id];
    return typeof place === 'string' ? [] : [{ op: sleeper.op, holder: id, sleeper, place }];
  }),
);

/** Where nobody was seen waiting: a clone goes round for the second file's pages, and a mapping ends that. */
const nobody = cells.filter(({ place }) => place.scenario === 'remap-shared-second');

test('nobody waits for a mapping where it is no pin', () => {
  expect(nobody).toHaveLength(1);
  for (const { sleeper, place } of nobody) {
    expect(sleptWords(sleeper, place)).toEqual(['none seen waiting']);
    for (const { trace } of seenAt(place.scenario, place.step, traces)) {
      const compared = calibrate(trace, scenarioIn(trace, place.scenario));
      expect(compared.find((at) => at.step.step === place.step)).toMatchObject({
        waiting: [],
        differences: [],
      });
    }
  }
});

describe.each(cells.filter((cell) => !nobody.includes(cell)))(
  '$op on account of $holder',
  ({ op, holder, sleeper, place }) => {
    const sleeping = seenAt(place.scenario, place.step, traces).filter(({ step }) =>
      step.blocked?.some((call) => call.op === op),
    );

    test('was recorded, and words and state come from there', () => {
      expect(sleeping.length).toBeGreaterThan(0);
      expect(sleptWords(sleeper, place)).toEqual([
        expect.stringMatching(/^(asleep, state [SD]|goes round without sleeping, state R): \d/),
      ]);
    });

    test('a mapping keeps nobody asleep before v6.15', () => {
      if (holder !== 'pin') expect(sleeping.every(({ trace }) => countsMappings(trace))).toBe(true);
    });

    test('the model has the same tasks asleep there', () => {
      for (const { trace, step } of sleeping) {
        const compared = calibrate(trace, scenarioIn(trace, place.scenario));
        const one = compared.find((at) => at.step.step === step.step);
        expect(one?.waiting.map((call) => call.op)).toContain(op);
      }
    });
  },
);

test('each who waits has a word for each who holds', () => {
  for (const { by } of sleepers)
    for (const { id } of holders) if (typeof by[id] === 'string') expect(by[id].length).toBeGreaterThan(10);
});
