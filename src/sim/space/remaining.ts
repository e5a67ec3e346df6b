import { type Choice, choiceValues } from '../kernel/index.ts';
import type { DemandId } from '../properties.ts';
import type { Knowledge } from './knowledge.ts';
import { choiceNames, type Point, placeOfChoice, type Region, sizes } from './region.ts';
import { rules } from './rules.ts';
import type { Failing } from './widen.ts';

/** All kernels of a space, gone through: how many come to what, in combinations of choices. */
export interface Cover {
  /** Left out by a rule. */
  readonly leftOut: bigint;
  readonly fail: bigint;
  /** All that is wanted holds, and has its meaning somewhere. */
  readonly hold: bigint;
  /** Nothing fails, and some demand says nothing in any example. */
  readonly silent: bigint;
  /** Not come to: the search was given up. */
  readonly undecided: bigint;
  /** Those that hold, in regions that have none in common. */
  readonly holding: readonly Found[];
  /** Failures that rule out those that fail: seen from these, no search is needed. */
  readonly proof: readonly Failing[];
  /** The same of those on which some demand says nothing, with these demands. */
  readonly saying: readonly (Found & { readonly silent: readonly DemandId[] })[];
}

/** Kernels on which nothing fails, and one of them. */
export interface Found extends Region {
  readonly point: Point;
}

/** How far it has come. */
export interface Covering {
  /** The part of the space that is decided, from 0 to 1. */
  readonly part: number;
  /** Kernels that were asked, each by searches or by what is known. */
  readonly asked: number;
  readonly searches: number;
}

export interface CoverOptions {
  /** For each choice, in their order, the values that it may have. All, if not said. */
  readonly values?: readonly (readonly number[])[];
  /** Give up, undecided, after so many kernels. */
  readonly limit?: number;
  /** Give up when so many regions hold or say nothing. */
  readonly enough?: number;
}

/**
 * The order in which choices are made. What rules compare comes first; then what a removal asks for, which is soon decided; what every put asks for comes last: a failure
 * that has nothing to do with it is then met once, and not for each of its values.
 */
const order: readonly number[] = (
  [
    'mapping',
    'idle',
    'unbindWaitsFor',
    'unbindUnmaps',
    'entryHolds',
    'evictionWaits',
    'blocksGo',
    'busy',
    'sleeperWaitsFor',
    'faultKeepsReference',
    'gupHoldsPgmap',
    'gupRechecks',
    'scanWithoutVma',
    'lockedEntries',
    'entriesGo',
    'countedBy',
    'afterWakeUp',
    'lockAsleep',
    'entryAsleep',
    'wakesByItself',
    'putPageWakesAt',
    'gupPutWakesAt',
    'folioPutWakesAt',
    'mappingNeedsPgmap',
    'faultsMeanwhile',
    'faultWakes',
    'scans',
    'flushInterrupts',
  ] satisfies Choice[]
).map(placeOfChoice);

/** What a part of the space comes to; and the places, of those decided before it, that it depends on. */
interface Part {
  hold: bigint;
  silent: bigint;
  undecided: bigint;
  readonly on: Set<number>;
}

const depthOf = choiceNames.map((_, place) => order.indexOf(place));

/** A rule's clause: places, and the values that meet it. */
interface Bar {
  readonly places: readonly number[];
  readonly values: readonly ReadonlySet<number>[];
}

/** The clauses of all rules, by the depth at which it is known whether they are met. */
const bars: readonly (readonly Bar[])[] = byDepth(
  rules.flatMap(({ leavesOut }) =>
    leavesOut.map((clause) => {
      const choices = Object.keys(clause) as Choice[];
      return {
        places: choices.map(placeOfChoice),
        values: choices.map(
          (choice) =>
            new Set(
              (clause[choice] as readonly unknown[]).map((value) =>
                (choiceValues[choice] as readonly unknown[]).indexOf(value),
              ),
            ),
        ),
      };
    }),
  ),
);

function byDepth<T extends { readonly places: readonly number[] }>(all: readonly T[]): T[][] {
  const found: T[][] = order.map(() => []);
  for (const one of all) found[deepest(one.places)].push(one);
  return found;
}

function deepest(places: readonly number[]): number {
  return Math.max(0, ...places.map((place) => depthOf[place]));
}

/** The places that some rule compares with one that is decided later: what comes of one value is not what comes of another. */
const isCompared = new Set(
  bars.flatMap((at, depth) => at.flatMap(({ places }) => places.filter((place) => depthOf[place] < depth))),
);

/**
 * Goes through all kernels of a space. Choices are made one after the other; of a part in which nothing depends on one, what it comes to with one value is what it
 * comes to with all; a part that is known to fail is not gone into, and what has failed altogether is known from then on. Yields how far it has come.
 */
export function* cover(
  knowledge: Knowledge,
  wanted: ReadonlySet<DemandId>,
  {
    values = sizes.map((size) => [...Array(size).keys()]),
    limit = Infinity,
    enough = Infinity,
  }: CoverOptions = {},
): Generator<Covering, Cover> {
  const point: Point = new Uint8Array(order.length);
  const holding: Found[] = [];
  const saying: Cover['saying'][number][] = [];
  const below = belowOf(values);
  const dead: Region[][] = order.map(() => []);
  const failing = byDepth(knowledge.failing.filter(({ demand }) => wanted.has(demand)));
  const proof = new Set<Failing>();
  let [asked, decided] = [0, 0n];

  const meets = ({ places, values }: Region) => places.every((place, i) => point[place] === values[i]);
  const barred = (depth: number) =>
    bars[depth].find(({ places, values }) => places.every((place, i) => values[i].has(point[place])));
  const isOver = () => asked >= limit || holding.length + saying.length >= enough;

  function* part(depth: number): Generator<Covering, Part> {
    if (depth === order.length) return yield* ask();
    const place = order[depth];
    const all: Part = { hold: 0n, silent: 0n, undecided: 0n, on: new Set() };
    let known: Part | null = null;
    for (const value of values[place]) {
      point[place] = value;
      const bar = barred(depth);
      const fails = bar ? undefined : failing[depth].find(meets);
      const dies = bar ?? fails ?? dead[depth].find(meets);
      if (fails) proof.add(fails);
      if (dies) {
        decided += below[depth + 1];
        for (const on of dies.places) if (on !== place) all.on.add(on);
        continue;
      }
      const one: Part = known ?? (isOver() ? undecided(below[depth + 1]) : yield* part(depth + 1));
      if (known) decided += below[depth + 1];
      if (!one.on.has(place) && one.undecided === 0n) {
        if (one.hold + one.silent === 0n) return one; // Nothing holds here, whatever this choice is.
        if (!isCompared.has(place)) known = one;
      }
      all.hold += one.hold;
      all.silent += one.silent;
      all.undecided += one.undecided;
      for (const on of one.on) if (on !== place) all.on.add(on);
    }
    if (all.hold + all.silent + all.undecided === 0n) {
      const places = [...all.on];
      if (places.length > 0) dead[deepest(places)].push({ places, values: places.map((on) => point[on]) });
    }
    return all;
  }

  function* ask(): Generator<Covering, Part> {
    asked++;
    decided += 1n;
    if (asked % 16 === 0)
      yield { part: Number((decided * 10000n) / below[0]) / 10000, asked, searches: knowledge.searches };
    const outcome = knowledge.ask(point.slice(), wanted);
    if (outcome.kind === 'fails') {
      failing[deepest(outcome.by.places)].push(outcome.by);
      proof.add(outcome.by);
      return { hold: 0n, silent: 0n, undecided: 0n, on: new Set(outcome.by.places) };
    }
    const places = [...outcome.asked].sort((a, b) => a - b);
    const region = { places, values: places.map((place) => point[place]), point: point.slice() };
    const { silent } = outcome;
    if (silent.length > 0) saying.push({ ...region, silent });
    else holding.push(region);
    return {
      hold: silent.length === 0 ? 1n : 0n,
      silent: silent.length > 0 ? 1n : 0n,
      undecided: 0n,
      on: new Set(places),
    };
  }

  const { hold, silent, undecided: open } = yield* part(0);
  const leftOut = leftOutOf(values, below);
  return {
    leftOut,
    fail: below[0] - leftOut - hold - silent - open,
    hold,
    silent,
    undecided: open,
    holding,
    saying,
    proof: [...proof],
  };
}

/** A part that nobody has gone into. It depends on everything: nothing is concluded from it. */
const undecided = (all: bigint): Part => ({
  hold: 0n,
  silent: 0n,
  undecided: all,
  on: new Set(choiceNames.keys()),
});

/** How many combinations there are of what is decided from each depth on. */
function belowOf(values: readonly (readonly number[])[]): bigint[] {
  const below = [1n];
  for (const place of [...order].reverse()) below.unshift(below[0] * BigInt(values[place].length));
  return below;
}

/** How many combinations the rules leave out. */
function leftOutOf(values: readonly (readonly number[])[], below: readonly bigint[]): bigint {
  const point: Point = new Uint8Array(order.length);
  const last = Math.max(...bars.flatMap((at, depth) => (at.length > 0 ? [depth] : [])));
  const compared = new Set(bars.flat().flatMap(({ places }) => places));
  const count = (depth: number): bigint => {
    if (depth > last) return 0n;
    const place = order[depth];
    if (!compared.has(place)) return BigInt(values[place].length) * count(depth + 1);
    let all = 0n;
    for (const value of values[place]) {
      point[place] = value;
      const isOut = bars[depth].some(({ places, values }) =>
        places.every((on, i) => values[i].has(point[on])),
      );
      all += isOut ? below[depth + 1] : count(depth + 1);
    }
    return all;
  };
  return count(0);
}
