import { describe, expect, test } from 'vitest';
import { designNamed } from '../designs/index.ts';
import { type Choice, choiceValues } from '../kernel/index.ts';
import { type CoverOptions, cover } from './cover.ts';
import { subject } from './fixtures.ts';
import { Knowledge } from './knowledge.ts';
import { choiceNames, choicesAt, isIn, type Point, placeOfChoice, pointOf } from './region.ts';
import { leftOutBy } from './rules.ts';

/** The values of v6.15, and all of these choices. */
function around(...free: readonly Choice[]): NonNullable<CoverOptions['values']> {
  const point = pointOf(designNamed('v6.15').choices);
  return choiceNames.map((choice, place) =>
    free.includes(choice) ? [...choiceValues[choice].keys()] : [point[place]],
  );
}

function* points(values: readonly (readonly number[])[], place = 0): Generator<Point> {
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

const spaces: [string, readonly Choice[], readonly string[]][] = [
  [
    'what a removal hangs on',
    ['unbindUnmaps', 'unbindWaitsFor', 'mappingNeedsPgmap', 'mapping', 'busy', 'gupHoldsPgmap'],
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
  const knowledge = new Knowledge(ids.map(subject));
  const wanted = new Set(knowledge.asked);
  const going = cover(knowledge, wanted, { values });
  let step = going.next();
  while (!step.done) step = going.next();
  const found = step.value;

  test('comes to the same as asking each kernel for itself', () => {
    const counts = { leftOut: 0n, fail: 0n, hold: 0n, silent: 0n, undecided: 0n };
    const alone = new Knowledge(ids.map(subject));
    for (const point of all) {
      if (leftOutBy(choicesAt(point))) counts.leftOut++;
      else {
        const { fails, silent } = alone.standing(point);
        counts[fails.length > 0 ? 'fail' : silent.length > 0 ? 'silent' : 'hold']++;
      }
    }
    expect(found).toMatchObject(counts);
    expect(found.hold, 'some hold').toBeGreaterThan(0n);
    expect(found.fail, 'some fail').toBeGreaterThan(0n);
    expect(found.leftOut, 'some are left out').toBeGreaterThan(0n);
  });

  test('rules each that fails out by a failure of its proof, and none that holds', () => {
    const alone = new Knowledge(ids.map(subject));
    for (const point of all) {
      if (leftOutBy(choicesAt(point))) continue;
      const isRuledOut = found.proof.some((one) => isIn(one, point));
      expect(isRuledOut, JSON.stringify(choicesAt(point))).toBe(alone.standing(point).fails.length > 0);
    }
  });

  test('says the same without a search, from what is known', () => {
    const again = new Knowledge(ids.map(subject), found.proof);
    const going = cover(again, wanted, { values });
    let step = going.next();
    while (!step.done) step = going.next();
    expect(step.value.fail).toBe(found.fail);
    expect(again.failing.length).toBe(found.proof.length);
  });

  test('given up, leaves undecided what it has not come to, and guesses nothing', () => {
    const going = cover(new Knowledge(ids.map(subject)), wanted, { values, limit: 3 });
    let step = going.next();
    while (!step.done) step = going.next();
    const { leftOut, fail, hold, silent, undecided } = step.value;
    expect(undecided).toBeGreaterThan(0n);
    expect(leftOut + fail + hold + silent + undecided).toBe(BigInt(all.length));
    expect(hold).toBeLessThanOrEqual(found.hold);
    expect(fail).toBeLessThanOrEqual(found.fail);
  });
});

test('what nobody decides is not decided by a rule’s other half', () => {
  const values = around('mapping', 'busy');
  const going = cover(new Knowledge([subject('unbind-mapped')]), new Set(['unbind-finishes'] as const), {
    values,
  });
  let step = going.next();
  while (!step.done) step = going.next();
  expect(step.value).toMatchObject({ leftOut: 1n, hold: 3n });
  expect(placeOfChoice('mapping')).toBeGreaterThanOrEqual(0);
});
