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

describe.each(cells)('$op on account of $holder', ({ op, holder, sleeper, place }) => {
  const sleeping = seenAt(place.scenario, place.step, traces).filter(({ step }) =>
    step.blocked?.some((call) => call.op === op),
  );

  test('was recorded, and words and state come from there', () => {
    expect(sleeping.length).toBeGreaterThan(0);
    expect(sleptWords(sleeper, place)).toEqual([expect.stringMatching(/^asleep, state [SD]: \d/)]);
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
});

test('each who waits has a word for each who holds', () => {
  for (const { by } of sleepers)
    for (const { id } of holders) if (typeof by[id] === 'string') expect(by[id].length).toBeGreaterThan(10);
});
