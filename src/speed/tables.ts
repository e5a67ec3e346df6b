import { count } from '../text/layout.ts';
import { type Figures, type Measured, outcomeOf } from './figures.ts';

/** A table of measures, each with a bar beside it. */
export interface Table {
  readonly caption: string;
  readonly rows: readonly Row[];
}

export interface Row {
  readonly what: string;
  readonly whose: 'ours' | 'theirs';
  /** With its unit. */
  readonly value: string;
  /** Length of the bar, from 0 to 1, the longest of the table. */
  readonly bar: number;
}

interface Measure {
  readonly what: string;
  readonly whose: Row['whose'];
  readonly number: number;
}

function table(caption: string, unit: string, digits: number, measures: readonly Measure[]): Table {
  const most = measures.reduce((most, { number }) => Math.max(most, number), 0);
  return {
    caption,
    rows: measures.map(({ what, whose, number }) => ({
      what,
      whose,
      value: `${number.toFixed(digits)} ${unit}`,
      bar: number / most,
    })),
  };
}

const sizeOf = (states: number): string => count(states, 'state');

/** Million moves a second: the checker's, and Spin's on the same states and moves. */
export const speeds = ({ models }: Figures): Table =>
  table(
    'Transitions a second, each model searched whole',
    'million/s',
    2,
    models.flatMap(({ title, states, transitions, seconds, spin }): Measure[] => {
      const per = (seconds: number) => transitions / seconds / 1e6;
      const ours: Measure = { what: `${title}: ${sizeOf(states)}`, whose: 'ours', number: per(seconds) };
      return spin ? [ours, { what: 'the same, Spin', whose: 'theirs', number: per(spin.seconds) }] : [ours];
    }),
  );

/** What a model takes for each of its states, from few states to many. */
const perState = (
  { models }: Figures,
  caption: string,
  unit: string,
  digits: number,
  of: (one: Measured) => number,
): Table =>
  table(
    caption,
    unit,
    digits,
    [...models]
      .sort((a, b) => a.states - b.states)
      .map((one) => ({
        what: `${sizeOf(one.states)}, ${one.title}`,
        whose: 'ours',
        number: of(one) / one.states,
      })),
  );

/** Nanoseconds for a state. */
export const costs = (of: Figures): Table =>
  perState(of, 'Time for a state, from few states to many', 'ns', 0, ({ seconds }) => seconds * 1e9);

/** Bytes for a state. */
export const memory = (of: Figures): Table =>
  perState(of, 'Bytes for a state, all that a search holds at its end', 'bytes', 1, ({ bytes }) => bytes);

/** Seconds until everything asked of a large scenario is decided. */
export const verdicts = (of: Figures): Table =>
  table(
    'Time to all verdicts',
    's',
    1,
    of.verdicts.flatMap(({ title, states, seconds, spin }) => [
      {
        what: `${title}: ${sizeOf(states)}, each for all that differ only in which task is which; every property decided`,
        whose: 'ours' as const,
        number: seconds,
      },
      ...(spin
        ? [
            {
              what: `the same, Spin with its own reduction: ${sizeOf(spin.states)}, no property asked`,
              whose: 'theirs' as const,
              number: spin.seconds,
            },
          ]
        : []),
    ]),
  );

/** What a browser is sent for a page before anybody clicks. */
export const pages = ({ weights }: Figures): Table =>
  table(
    'A page in a browser, compressed, before anybody clicks',
    'kB',
    0,
    weights.pages.map(({ title, whose, ...kinds }) => ({
      what: `${title}: ${Object.entries(kinds)
        .filter(([, bytes]) => bytes > 0)
        .map(([kind, bytes]) => `${kind} ${(bytes / 1000).toFixed(0)}`)
        .join(', ')}`,
      whose,
      number: Object.values(kinds).reduce((sum, bytes) => sum + bytes, 0) / 1000,
    })),
  );

/** What was aimed at, and what came of it: "reached", "missed by 1.3 times". */
export const aimWords = ({ aims }: Pick<Figures, 'aims'>) =>
  aims.map((one) => {
    const { reached, by } = outcomeOf(one);
    return {
      what: one.what,
      measured: number(one.measured),
      aim: `${one.least ? 'at least' : 'at most'} ${number(one.aim)}`,
      outcome: reached ? 'reached' : `missed by ${by.toFixed(1)} times`,
      reached,
    };
  });

const number = (n: number): string => String(Number(n.toPrecision(3)));
