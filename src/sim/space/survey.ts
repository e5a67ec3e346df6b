import type { DemandId } from '../properties.ts';
import type { Values } from './diagram.ts';
import type { Knowledge } from './knowledge.ts';
import { random, shuffled } from './random.ts';
import { type Point, regionAt } from './region.ts';
import { Remaining } from './remaining.ts';

/** All kernels, surveyed: those that are not left fail; of those that are, some were asked. */
export interface Survey {
  readonly remaining: Remaining;
  /** Kernels that were asked, and on which nothing fails. */
  readonly asked: number;
  /** How many of them leave some demand without its meaning. */
  readonly silent: number;
}

/** So many kernels in a row, taken by chance, are asked in the end, and nothing fails on any. */
export const BY_CHANCE = 200;

/**
 * Looks for failures among all kernels, until none is left of which it is known that it fails, and of those that are left some were asked: whichever three values
 * one of them has together, some kernel that was asked has them together (Kuhn, Wallace, Gallo 2004, Software Fault Interactions); and in the end some that are taken
 * by chance, until {@link BY_CHANCE} of them have held in a row. Yields how far it has come.
 */
export function* survey(
  knowledge: Knowledge,
  wanted: readonly DemandId[],
  among?: Values,
): Generator<{ readonly part: number; readonly asked: number }, Survey> {
  const remaining = new Remaining(knowledge, wanted, among);
  const { diagrams } = remaining;
  const next = random(1);
  const had = new Together();
  let [asked, silent] = [0, 0];
  const values = diagrams.values(remaining.left);
  const triples = triplesOf(values);
  for (const [i, triple] of triples.entries()) {
    while (!had.all(triple)) {
      yield { part: i / triples.length, asked };
      const point = diagrams.some(remaining.left, having(triple, values, next));
      if (point === null) break;
      const outcome = remaining.ask(point);
      if (outcome.kind === 'fails') continue;
      asked++;
      if (outcome.silent.length > 0) silent++;
      had.add(point);
    }
  }
  for (let inARow = 0; inARow < BY_CHANCE; inARow++) {
    yield { part: 1, asked };
    const point = diagrams.some(
      remaining.left,
      values.map((all) => shuffled(all, next)),
    );
    if (point === null) break;
    const outcome = remaining.ask(point);
    if (outcome.kind === 'fails') inARow = -1;
    else {
      asked++;
      if (outcome.silent.length > 0) silent++;
    }
  }
  return { remaining, asked, silent };
}

/** A choice, by its place, and what it is. */
type Made = readonly [place: number, value: number];
type Triple = readonly [Made, Made, Made];

function triplesOf(values: Values): Triple[] {
  const made = values.flatMap((all, place) => all.map((value): Made => [place, value]));
  return made.flatMap((one, i) =>
    made
      .slice(i + 1)
      .flatMap((two, j) =>
        made
          .slice(i + j + 2)
          .flatMap((three): Triple[] => (areOfThree(one, two, three) ? [[one, two, three]] : [])),
      ),
  );
}

const areOfThree = ([a]: Made, [b]: Made, [c]: Made) => a !== b && b !== c;

/** Those values, and all others in some order. */
const having = (triple: Triple, values: Values, next: () => number): Values =>
  values.map((all, place) => {
    const made = triple.find(([at]) => at === place);
    return made ? [made[1]] : shuffled(all, next);
  });

/** Which three values some kernel had together. */
class Together {
  readonly #had = new Set<number>();

  add(point: Point): void {
    for (let a = 0; a < point.length; a++)
      for (let b = a + 1; b < point.length; b++)
        for (let c = b + 1; c < point.length; c++)
          this.#had.add(codeOf([a, point[a]], [b, point[b]], [c, point[c]]));
  }

  all(triple: Triple): boolean {
    return this.#had.has(codeOf(...triple));
  }
}

/** Values are fewer than eight, and choices than sixty-four. */
const codeOf = (...three: Triple): number =>
  three.reduce((code, [place, value]) => code * 512 + place * 8 + value, 0);

/** Kernels that are as few changes away as any that is like them. */
export interface Closest {
  readonly changes: number;
  readonly points: readonly Point[];
}

/** Those of some on which nothing fails that are closest to a kernel; null if there are none. What is found to fail is taken out of what remains. */
export function closest(remaining: Remaining, from: Point, among = remaining.diagrams.all): Closest | null {
  const { diagrams } = remaining;
  for (;;) {
    const near = diagrams.nearest(diagrams.both(remaining.left, among), from);
    if (near.points.length === 0) return null;
    const points = near.points.filter((point) => remaining.ask(point).kind === 'holds');
    if (points.length > 0) return { changes: near.changes, points };
  }
}

/** Those closest to a kernel that have everything; or that there are none with so many changes. */
export type Having = Closest | { readonly noneUpTo: number };

/** Kernels on which nothing fails that are asked, at the most, for one that has everything. */
const MANY = 150;

/** Those on which nothing fails and each demand has its meaning. Farther away there are too many to ask. Yields how many changes are looked at. */
export function* closestHaving(
  remaining: Remaining,
  knowledge: Knowledge,
  from: Point,
): Generator<number, Having> {
  const { diagrams } = remaining;
  let silent = diagrams.none;
  let asked = 0;
  for (let upTo = -1; ; ) {
    const near = diagrams.nearest(diagrams.minus(remaining.left, silent), from);
    if (near.points.length === 0) return { noneUpTo: from.length };
    upTo = Math.max(upTo, near.changes - 1);
    if (asked + near.points.length > MANY) return { noneUpTo: upTo };
    yield near.changes;
    const points: Point[] = [];
    for (const point of near.points) {
      const outcome = remaining.ask(point);
      if (outcome.kind === 'fails') continue;
      asked++;
      if (outcome.silent.length === 0) points.push(point);
      else {
        const alike = regionAt(point, knowledge.silencing(point, outcome.silent));
        silent = diagrams.plus(silent, diagrams.region(alike));
      }
    }
    if (points.length > 0) return { changes: near.changes, points };
  }
}
