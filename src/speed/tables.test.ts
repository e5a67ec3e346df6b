import { expect, test } from 'vitest';
import { type Figures, figures, outcomeOf } from './figures.ts';
import { aimWords, costs, memory, pages, speeds, verdicts } from './tables.ts';

const model = (states: number, seconds: number, spin: number | null) => ({
  name: `m${states}`,
  title: `model ${states}`,
  states,
  transitions: states * 4,
  seconds,
  bytes: states * 16,
  runs: 3,
  spin: spin === null ? null : { seconds: spin },
});
const of: Figures = {
  ...figures,
  models: [model(2_000_000, 4, 8), model(1_000, 0.001, null)],
  verdicts: [{ title: 'a crowd', states: 10, seconds: 2, spin: { states: 100, seconds: 20 } }],
};

test('a number has its unit, and a bar that the longest of its table is the measure of', () => {
  expect(speeds(of).rows).toEqual([
    { what: 'model 2000000: 2,000,000 states', whose: 'ours', value: '2.00 million/s', bar: 0.5 },
    { what: 'the same, Spin', whose: 'theirs', value: '1.00 million/s', bar: 0.25 },
    { what: 'model 1000: 1,000 states', whose: 'ours', value: '4.00 million/s', bar: 1 },
  ]);
  expect(verdicts(of).rows.map(({ value, bar }) => [value, bar])).toEqual([
    ['2.0 s', 0.1],
    ['20.0 s', 1],
  ]);
});

test('growth is told from few states to many', () => {
  expect(costs(of).rows.map(({ value }) => value)).toEqual(['1000 ns', '2000 ns']);
  expect(memory(of).rows.map(({ what }) => what)).toEqual([
    '1,000 states, model 1000',
    '2,000,000 states, model 2000000',
  ]);
});

test('a page weighs what it is made of', () => {
  const kinds = { html: 1400, css: 600, js: 0, fonts: 0, other: 0 };
  const weights = {
    date: '',
    pages: [
      { title: 'a page', whose: 'ours' as const, ...kinds },
      { title: 'another', whose: 'theirs' as const, ...kinds, js: 2000 },
    ],
  };
  expect(pages({ ...of, weights }).rows).toEqual([
    { what: 'a page: html 1, css 1', whose: 'ours', value: '2 kB', bar: 0.5 },
    { what: 'another: html 1, css 1, js 2', whose: 'theirs', value: '4 kB', bar: 1 },
  ]);
});

test('an aim is reached or missed, whichever way it points', () => {
  expect(outcomeOf({ what: '', measured: 4, aim: 4, least: true })).toEqual({ reached: true, by: 1 });
  expect(outcomeOf({ what: '', measured: 2, aim: 3, least: true })).toEqual({ reached: false, by: 1.5 });
  expect(outcomeOf({ what: '', measured: 2, aim: 3, least: false }).reached).toBe(true);
  const aims = [{ what: 'bytes', measured: 19.95, aim: 16, least: false }];
  expect(aimWords({ aims })).toEqual([
    { what: 'bytes', measured: '19.9', aim: 'at most 16', outcome: 'missed by 1.2 times', reached: false },
  ]);
});

test('what was written down is whole', () => {
  expect(figures.models.map(({ name }) => name)).toEqual(['fewer', 'kernel', 'pins', 'more']);
  for (const { states, transitions, seconds, bytes } of figures.models)
    for (const measured of [states, transitions, seconds, bytes]) expect(measured).toBeGreaterThan(0);
  for (const { seconds } of figures.verdicts) expect(seconds).toBeGreaterThan(0);
  expect(figures.spin?.version).toMatch(/^Spin Version/);
  for (const { date } of [figures, figures.swarm, figures.weights]) expect(date).toMatch(/^\d{4}-\d\d-\d\d$/);
  const { states, searches } = figures.swarm;
  for (const [{ states: part }] of searches) expect(part).toBeLessThanOrEqual(states);
  expect(figures.weights.pages.map(({ whose }) => whose)).toContain('theirs');
});
