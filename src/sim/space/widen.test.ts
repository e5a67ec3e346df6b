import { describe, expect, test } from 'vitest';
import { designNamed } from '../designs/index.ts';
import { Cells } from './cells.ts';
import { anyPoint, failing, subject } from './fixtures.ts';
import { random } from './random.ts';
import { choicesAt, decidedIn, isIn, type Point, pointOf } from './region.ts';
import { leftOutBy, open } from './rules.ts';
import { type Failing, widened } from './widen.ts';

function failingBy(id: string, design: string, demand: string): Failing {
  const one = subject(id);
  const { choices } = designNamed(design);
  const failure = new Cells(one).of(choices).failures.find((failure) => failure.demand === demand);
  if (!failure) throw new Error(`${demand} holds in ${id} under ${design}`);
  return widened(one, pointOf(choices), failure);
}

/** Any kernel of a region. */
function anyOf(region: Failing, next: () => number): Point {
  const point = Uint8Array.from(open, (values) => values[Math.floor(next() * values.length)]);
  for (const [i, place] of region.places.entries()) point[place] = region.values[i];
  return point;
}

/** What is bad by itself, what nobody can leave, and what goes round for ever. */
const cases = [
  ['unbind-mapped', 'v6.15', 'no-pte-to-gone-device'],
  ['unbind-open', 'v6.15', 'no-late-mapping'],
  ['evict-pinned', 'gup-put', 'no-free-while-pinned'],
  ['missed-wakeup', 'current', 'no-lost-wakeup'],
  ['missed-wakeup', 'v6.15', 'truncate-finishes'],
  ['reflink-evict', 'v6.15', 'evict-finishes'],
  ['unbind-pinned', 'gup-put', 'gup-finishes'],
] as const;

describe.each(cases)('%s under %s: %s', (id, design, demand) => {
  const region = failingBy(id, design, demand);
  const { choices } = designNamed(design);

  test('fails on any kernel of its region, by a search', () => {
    expect(isIn(region, pointOf(choices))).toBe(true);
    const next = random(7);
    for (let tried = 0; tried < 40; ) {
      const point = anyOf(region, next);
      if (leftOutBy(choicesAt(point))) continue;
      tried++;
      expect(failing(subject(id), point), JSON.stringify(choicesAt(point))).toContain(demand);
    }
  });

  test('needs less than all that its search asks for', () => {
    const { asked } = new Cells(subject(id)).of(choices);
    expect(region.places.length).toBeLessThan(asked.length);
  });
});

test.each([
  'unbind-mapped',
  'unbind-left',
  'unbind-open',
  'pin-again',
  'idle-page',
  'evict-pinned',
  'put-page-fast',
  'reflink-evict',
])('any failure of any kernel in %s is one of all kernels of its region', (id) => {
  const one = subject(id);
  const cells = new Cells(one);
  const next = random(id.length);
  for (let kernels = 0; kernels < 8; kernels++) {
    const point = anyPoint(next);
    for (const failure of cells.of(choicesAt(point)).failures.slice(0, 2)) {
      const region = widened(one, point, failure);
      for (let others = 0; others < 6; others++) {
        const other = anyOf(region, next);
        if (leftOutBy(choicesAt(other))) continue;
        const fails = cells.of(choicesAt(other)).failures.map(({ demand }) => demand);
        expect(fails, `${point} ${other}`).toContain(failure.demand);
      }
    }
  }
});

test('a page-table entry outlives the device where removal neither waits for pages nor tells the file system', () => {
  expect(decidedIn(failingBy('unbind-mapped', 'v6.15', 'no-pte-to-gone-device'))).toEqual({
    unbindWaitsFor: 'GUP calls',
    unbindUnmaps: false,
  });
});

test('the missed wake-up takes a count from 1 and an unpin that wakes at 0, and not a truncate that tries again by itself', () => {
  expect(decidedIn(failingBy('missed-wakeup', 'current', 'no-lost-wakeup'))).toMatchObject({
    idle: 1,
    gupPutWakesAt: 0,
    wakesByItself: false,
    blocksGo: 'after the wait',
  });
});
