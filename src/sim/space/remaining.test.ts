import { describe, expect, test } from 'vitest';
import { designNamed } from '../designs/index.ts';
import { type Choice, choiceValues } from '../kernel/index.ts';
import type { Values } from './diagram.ts';
import { subject } from './fixtures.ts';
import { Knowledge } from './knowledge.ts';
import { choiceNames, choicesAt, isIn, type Point, pointOf } from './region.ts';
import { Remaining } from './remaining.ts';
import { leftOutBy } from './rules.ts';
import { closest, closestHaving, survey } from './survey.ts';

/** The values of v6.15, and all of these choices. */
function around(...free: readonly Choice[]): Values {
  const point = pointOf(designNamed('v6.15').choices);
  return choiceNames.map((choice, place) =>
    free.includes(choice) ? [...choiceValues[choice].keys()] : [point[place]],
  );
}

function* points(values: Values, place = 0): Generator<Point> {
  if (place === values.length) {
    yield new Uint8Array(place);
    return;
  }
  for (const point of points(values, place + 1))
    for (const value of values[place]) {
      const one = point.slice();
      one[place] = value;
      yield one;
    }
}

const away = (a: Point, b: Point) => a.filter((value, place) => value !== b[place]).length;

function ended<T>(going: Generator<unknown, T>): T {
  let step = going.next();
  while (!step.done) step = going.next();
  return step.value;
}

const designs = ['v6.15', 'current', 'fs-held'];

const spaces: [string, readonly Choice[], readonly string[]][] = [
  [
    'what a removal hangs on',
    [
      'unbindUnmaps',
      'unbindRemovesEntries',
      'unbindTells',
      'unbindWaitsFor',
      'mappingNeedsPgmap',
      'mapping',
      'busy',
      'gupHoldsPgmap',
    ],
    ['unbind-mapped', 'unbind-left'],
  ],
  [
    'what a sleeper hangs on',
    ['idle', 'mapping', 'gupPutWakesAt', 'busy', 'sleeperWaitsFor', 'blocksGo'],
    ['put-page-fast', 'missed-wakeup'],
  ],
];

describe.each(spaces)('%s', (_, free, ids) => {
  const values = around(...free);
  const all = [...points(values)];
  const among = all.filter((point) => !leftOutBy(choicesAt(point)));
  const alone = new Knowledge(ids.map(subject));
  const standing = new Map(among.map((point) => [String(point), alone.standing(point)]));
  const at = (point: Point) => standing.get(String(point)) as NonNullable<ReturnType<typeof standing.get>>;
  const knowledge = new Knowledge(ids.map(subject));
  const found = ended(survey(knowledge, knowledge.asked, values));
  const { remaining } = found;
  const { diagrams } = remaining;
  const isLeft = (point: Point) =>
    diagrams.some(
      remaining.left,
      [...point].map((value) => [value]),
    ) !== null;

  test('each kernel that is not left fails, by a failure of the proof; asked one by one they are the same', () => {
    for (const point of among) {
      const fails = at(point).fails.length > 0;
      expect(isLeft(point), JSON.stringify(choicesAt(point))).toBe(!fails);
      expect(remaining.proof.some((one) => isIn(one, point))).toBe(fails);
    }
    expect(remaining.leftOut).toBe(BigInt(all.length - among.length));
    expect(diagrams.count(remaining.left)).toBe(BigInt(among.filter(isLeft).length));
    expect(among.some(isLeft), 'some hold').toBe(true);
    expect(among.every(isLeft), 'some fail').toBe(false);
    expect(remaining.leftOut, 'some are left out').toBeGreaterThan(0n);
  });

  test('says the same without a search, from the proof', () => {
    const again = new Knowledge([], remaining.proof);
    const other = new Remaining(again, knowledge.asked, values);
    for (const by of remaining.proof) other.takeOut(by);
    expect(other.diagrams.count(other.left)).toBe(diagrams.count(remaining.left));
  });

  test('of what is left no fewer were asked than show every three values that go together', () => {
    expect(found.asked).toBeGreaterThan(2);
    expect(found.silent).toBeLessThanOrEqual(found.asked);
  });

  test.each(designs)('what is closest to %s is, of all', (design) => {
    const from = pointOf(designNamed(design).choices);
    const holding = among.filter(isLeft);
    const least = Math.min(...holding.map((point) => away(point, from)));
    const near = closest(remaining, from);
    expect(near?.changes).toBe(least);
    const saying = holding.filter((point) => at(point).silent.length === 0);
    const having = ended(closestHaving(remaining, knowledge, from));
    const fewest = Math.min(...saying.map((point) => away(point, from)));
    if ('noneUpTo' in having) expect(having.noneUpTo).toBeLessThan(fewest);
    else {
      expect(having.changes).toBe(fewest);
      expect(having.points.map(String).sort()).toEqual(
        saying
          .filter((point) => away(point, from) === fewest)
          .map(String)
          .sort(),
      );
    }
  });

  test('one on which nothing fails is found as it is liked', () => {
    const other = new Remaining(new Knowledge(ids.map(subject)), knowledge.asked, values);
    const point = other.holding(values) as Point;
    expect(at(point).fails).toEqual([]);
  });
});
