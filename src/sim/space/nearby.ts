import type { DemandId } from '../properties.ts';
import type { Knowledge, Standing } from './knowledge.ts';
import { choicesAt, type Point } from './region.ts';
import { leftOutBy, open } from './rules.ts';

/** A kernel that is some changes away from another. */
export interface Near extends Standing {
  readonly point: Point;
  /** The places of the choices that it makes otherwise, ascending. */
  readonly changed: readonly number[];
}

/** How far it has come: kernels looked at, how many there are, and searches made. */
export interface Nearing {
  readonly looked: number;
  readonly all: number;
  readonly searches: number;
}

export interface NearbyOptions {
  /** Changes. */
  readonly max: number;
  /** Demands that may be lacking, as long as no kernel was found that lacks none. Default 1. */
  readonly spared?: number;
  /** What is asked. Default all. */
  readonly wanted?: readonly DemandId[];
}

/** How many demands are not had: they fail, or nothing gives them meaning. */
export const lacks = ({ fails, silent }: Standing): number => fails.length + silent.length;

/**
 * Every kernel with at most `max` changes that lacks no more demands than the best with as few changes, or, while something is lacking, than `spared`; fewer changes first. More changes
 * of one that lacks nothing are left out. Yields how far it has come.
 */
export function* nearby(
  knowledge: Knowledge,
  base: Point,
  { max, spared = 1, wanted = knowledge.asked }: NearbyOptions,
): Generator<Nearing, Near[]> {
  const found: Near[] = [];
  const sets = Array.from({ length: max + 1 }, (_, size) => [...changesOf(base, size)]);
  const all = sets.reduce((sum, { length }) => sum + length, 0);
  let best = Infinity;
  /** Where something lacks nothing, only that is of interest. */
  const mayLack = (least: number) => (least === 0 ? 0 : Math.max(spared, least));
  let looked = 0;
  for (const size of sets)
    for (const { point, changed } of size) {
      if (looked++ % 64 === 0) yield { looked, all, searches: knowledge.searches };
      if (
        leftOutBy(choicesAt(point)) ||
        found.some((one) => lacks(one) === 0 && isPartOf(one, changed, point))
      )
        continue;
      const one = failingOn(knowledge, point, wanted, mayLack(best));
      if (one === null) continue;
      best = Math.min(best, lacks(one));
      found.push({ point, changed, ...one });
    }
  return found.filter((one) => lacks(one) <= mayLack(bestOf(found, one.changed.length)));
}

/** The least that is lacking with so many changes or fewer. */
export const bestOf = (found: readonly Near[], changes: number): number =>
  Math.min(...found.flatMap((one) => (one.changed.length <= changes ? [lacks(one)] : [])));

/**
 * Those for which it takes each of their changes: no other of them has some of these alone, and fails no more and has as much to say.
 */
export const minimal = (found: readonly Near[]): Near[] =>
  found.filter(
    (one) =>
      !found.some(
        (other) =>
          isPartOf(other, one.changed, one.point) &&
          isWithin(other.fails, one.fails) &&
          isWithin(other.silent, one.silent),
      ),
  );

/** Whether all changes of one are among these, and some are not its own. */
const isPartOf = (one: Near, changed: readonly number[], point: Point): boolean =>
  one.changed.length < changed.length &&
  one.changed.every((place) => one.point[place] === point[place] && changed.includes(place));

const isWithin = (some: readonly DemandId[], all: readonly DemandId[]): boolean =>
  some.every((id) => all.includes(id));

/**
 * Whether some kernel with at most `max` changes has all of these, each with its meaning in some example.
 */
export function haveTogether(
  knowledge: Knowledge,
  base: Point,
  max: number,
  wanted: readonly DemandId[],
): boolean {
  const all = new Set(wanted);
  for (let size = 0; size <= max; size++)
    for (const { point } of changesOf(base, size)) {
      if (knowledge.failure(point, all) || leftOutBy(choicesAt(point))) continue;
      const outcome = knowledge.ask(point, all);
      if (outcome.kind === 'holds' && outcome.silent.length === 0) return true;
    }
  return false;
}

/** What fails on a kernel, and what says nothing; null if more fails than `most`. */
function failingOn(
  knowledge: Knowledge,
  point: Point,
  wanted: readonly DemandId[],
  most: number,
): Standing | null {
  const left = new Set(wanted);
  const fails = () => wanted.filter((id) => !left.has(id));
  while (wanted.length - left.size <= most) {
    const outcome = knowledge.ask(point, left);
    if (outcome.kind === 'holds') return { fails: fails(), silent: outcome.silent };
    left.delete(outcome.by.demand);
  }
  return null;
}

/** Every way to make so many choices otherwise. */
function* changesOf(
  base: Point,
  size: number,
  from = 0,
): Generator<{ readonly point: Point; readonly changed: readonly number[] }> {
  if (size === 0) {
    yield { point: base, changed: [] };
    return;
  }
  for (let place = from; place < base.length; place++)
    for (const value of open[place]) {
      if (value === base[place]) continue;
      const point = base.slice();
      point[place] = value;
      for (const more of changesOf(point, size - 1, place + 1))
        yield { point: more.point, changed: [place, ...more.changed] };
    }
}
