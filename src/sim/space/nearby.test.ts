import { describe, expect, test } from 'vitest';
import { designNamed } from '../designs/index.ts';
import { subject } from './fixtures.ts';
import { Knowledge } from './knowledge.ts';
import { haveTogether, lacks, minimal, type Near, nearby } from './nearby.ts';
import { choicesAt, pointOf } from './region.ts';
import { leftOutBy, open } from './rules.ts';

function found(ids: readonly string[], design: string, max: number, spared: number): Near[] {
  const going = nearby(new Knowledge(ids.map(subject)), pointOf(designNamed(design).choices), {
    max,
    spared,
  });
  let step = going.next();
  while (!step.done) step = going.next();
  return step.value;
}

/** Each kernel with at most two changes, asked by itself. */
function alone(ids: readonly string[], design: string): Near[] {
  const knowledge = new Knowledge(ids.map(subject));
  const start = pointOf(designNamed(design).choices);
  const ways = open.flatMap((values, place) =>
    values.filter((value) => value !== start[place]).map((value) => ({ place, value })),
  );
  const sets = [
    [],
    ...ways.map((one) => [one]),
    ...ways.flatMap((one, i) =>
      ways.slice(i + 1).flatMap((two) => (one.place === two.place ? [] : [[one, two]])),
    ),
  ];
  return sets.flatMap((set) => {
    const point = start.slice();
    for (const { place, value } of set) point[place] = value;
    if (leftOutBy(choicesAt(point))) return [];
    return [{ point, changed: set.map(({ place }) => place), ...knowledge.standing(point) }];
  });
}

const named = ({ point, changed, fails, silent }: Near) => `${changed} ${point} ${fails} ${silent}`;

describe.each([
  [['unbind-mapped'], 'v6.15'],
  [['pin-again', 'idle-page'], 'gup-put'],
] as const)('near %s under %s', (ids, design) => {
  test('it finds the kernels that asking each of them finds', () => {
    const all = alone(ids, design);
    const best = (changes: number) =>
      Math.min(...all.filter(({ changed }) => changed.length <= changes).map(lacks));
    const whole = all.filter((one) => lacks(one) === 0);
    const isMore = (one: Near) =>
      whole.some(
        ({ changed, point }) =>
          changed.length < one.changed.length &&
          changed.every((place) => one.changed.includes(place) && one.point[place] === point[place]),
      );
    const expected = all.filter((one) => lacks(one) <= best(one.changed.length) && !isMore(one));
    expect(found(ids, design, 2, 0).map(named).sort()).toEqual(expected.map(named).sort());
    expect(expected.length).toBeGreaterThan(0);
  });
});

describe('minimal sets', () => {
  const sets = minimal(found(['unbind-mapped'], 'v6.15', 2, 0));

  test('need each of their changes', () => {
    const knowledge = new Knowledge([subject('unbind-mapped')]);
    const start = pointOf(designNamed('v6.15').choices);
    for (const one of sets.filter(({ changed }) => changed.length > 0))
      for (const place of one.changed) {
        const other = one.point.slice();
        other[place] = start[place];
        expect(lacks(knowledge.standing(other))).toBeGreaterThan(lacks(one));
      }
    expect(sets.length).toBeGreaterThan(1);
  });

  test('a removal that tells the file system is one', () => {
    expect(sets.map(({ point }) => choicesAt(point))).toContainEqual({
      ...designNamed('v6.15').choices,
      unbindUnmaps: true,
    });
  });
});

test('what is had together is had with its meaning', () => {
  const knowledge = new Knowledge([subject('unbind-mapped')]);
  const start = pointOf(designNamed('v6.15').choices);
  expect(haveTogether(knowledge, start, 0, ['unbind-finishes'])).toBe(true);
  expect(haveTogether(knowledge, start, 0, ['unbind-finishes', 'no-pte-to-gone-device'])).toBe(false);
  expect(haveTogether(knowledge, start, 1, ['unbind-finishes', 'no-pte-to-gone-device'])).toBe(true);
});
