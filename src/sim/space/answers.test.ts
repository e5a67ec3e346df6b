import { beforeAll, describe, expect, test } from 'vitest';
import { designIds, designNamed, partsOf } from '../designs/index.ts';
import { exampleNamed } from '../examples/index.ts';
import { type Answers, questions, starts } from './answers.ts';
import { cover } from './cover.ts';
import { anyPoint, failing, random, subject } from './fixtures.ts';
import { answers } from './found.ts';
import { asked, Knowledge } from './knowledge.ts';
import { lacks, minimal, type Near, nearby } from './nearby.ts';
import { choiceNames, choicesAt, isIn, type Point, pointOf } from './region.ts';
import { combinations, leftOutBy, open } from './rules.ts';
import { subjects } from './subject.ts';
import { widened } from './widen.ts';

/*
 * What is written down was found in minutes. Here it is seen to be so in less: the proof is gone through again failure by failure, what is said of a
 * kernel is asked of that kernel, and another kind of search looks for what this one may have missed.
 */

const at = (design: string): Point => pointOf(designNamed(design).choices);

describe('the proof that nobody has everything', () => {
  test('each failure is one, of all kernels that it is said of', () => {
    for (const { example, failure, point, places, values } of answers.proof) {
      const again = widened(subject(example), point, failure);
      const region = { places: again.places, values: again.values };
      expect(region, `${failure.demand} in ${example}`).toEqual({ places, values });
    }
    expect(answers.proof.length).toBeGreaterThan(0);
  });

  test('rules every kernel out without a search', () => {
    const knowledge = new Knowledge(subjects, answers.proof);
    const going = cover(knowledge, new Set(asked));
    let step = going.next();
    while (!step.done) step = going.next();
    expect(knowledge.searches).toBe(0);
    const { leftOut, fail, hold, silent, undecided } = step.value;
    expect(String(leftOut)).toBe(answers.leftOut);
    expect({ fail, hold, silent, undecided }).toEqual({
      fail: BigInt(answers.everything.fail),
      hold: 0n,
      silent: 0n,
      undecided: 0n,
    });
    expect(answers.everything).toMatchObject({ hold: '0', silent: '0', undecided: '0' });
    expect(leftOut + fail).toBe(combinations());
    expect(answers.combinations).toBe(String(combinations()));
  });

  test('without one of its examples it would not', () => {
    const examples = [...new Set(answers.proof.map(({ example }) => example))];
    const fewer = answers.proof.filter(({ example }) => example !== examples[0]);
    const next = random(3);
    let open = 0;
    for (let i = 0; i < 5000; i++) {
      const point = anyPoint(next);
      if (leftOutBy(choicesAt(point))) continue;
      expect(answers.proof.some((one) => isIn(one, point))).toBe(true);
      if (!fewer.some((one) => isIn(one, point))) open++;
    }
    expect(open).toBeGreaterThan(0);
  });
});

test('wherever counts rest at 1, somebody takes a page whose block is free', () => {
  const values = open.map((all, place) => (choiceNames[place] === 'idle' ? [1] : all));
  const going = cover(new Knowledge(), new Set(['free-is-idle'] as const), { values });
  let step = going.next();
  while (!step.done) step = going.next();
  expect(step.value).toMatchObject({ hold: 0n, silent: 0n, undecided: 0n });
  expect(step.value.fail).toBeGreaterThan(0n);
  expect(choicesAt(Uint8Array.from(values, ([value]) => value)).idle).toBe(1);
});

test('where neither a mapping nor a DAX entry holds a reference, something else fails than on a removal', () => {
  const values = open.map((all, place) =>
    ['mapping', 'entryHolds'].includes(choiceNames[place]) ? [0] : all,
  );
  expect(choicesAt(Uint8Array.from(values, ([value]) => value))).toMatchObject({
    mapping: 'holds nothing',
    entryHolds: 'nothing',
  });
  const wanted = questions.find(({ id }) => id === 'in-use')?.demands ?? [];
  const going = cover(new Knowledge(), new Set(wanted), { values });
  let step = going.next();
  while (!step.done) step = going.next();
  expect(step.value).toMatchObject({ hold: 0n, silent: 0n, undecided: 0n });
  expect(step.value.fail).toBeGreaterThan(0n);
}, 120_000);

describe('what is said of a kernel is so', () => {
  const knowledge = new Knowledge();
  const standing = (design: string) => knowledge.standing(at(design));

  test.each(designIds)('%s', (design) => {
    const said = answers.standing.find((one) => one.design === design);
    expect(said).toEqual({ design, ...standing(design) });
  });

  test('one on which nothing but one demand fails', () => {
    const found = answers.allBut.filter(({ kernel }) => kernel !== null);
    for (const { demand, kernel } of found) {
      const { design, fails, silent } = kernel as NonNullable<typeof kernel>;
      expect({ fails, silent }, demand).toEqual(standing(design));
      expect(fails).toEqual([demand]);
    }
    expect(found.length).toBeGreaterThan(0);
    expect(answers.allBut.map(({ demand }) => demand)).toEqual(asked);
  });

  const sets = answers.from.flatMap(({ question, sets }) => sets.map((set) => ({ question, ...set })));

  test('a set of changes', () => {
    for (const { question, design, fails, silent, choices } of sets) {
      const wanted = questions.find(({ id }) => id === question)?.demands ?? [];
      const found = standing(design);
      const within = (ids: readonly (typeof wanted)[number][]) => ids.filter((id) => wanted.includes(id));
      expect({ fails, silent }, design).toEqual({ fails: within(found.fails), silent: within(found.silent) });
      const start = at(partsOf(design).base);
      const point = at(design);
      expect(choiceNames.filter((_, place) => point[place] !== start[place])).toEqual(choices);
      expect(leftOutBy(choicesAt(point))).toBeUndefined();
    }
    expect(sets.length).toBeGreaterThan(0);
  });

  test('a kernel on the way to one of the sets that the atlas draws', () => {
    const drawn = answers.from
      .filter(({ question }) => question === 'all')
      .flatMap(({ best, sets }) => sets.filter((set) => lacks(set) === Math.min(...best)));
    for (const { way } of drawn)
      for (const { design, ...said } of way) expect(said, design).toEqual(standing(design));
    expect(drawn.some(({ way }) => way.length > 0)).toBe(true);
  });

  test('what fails without one of them', () => {
    for (const { without, fails } of sets)
      for (const { design, example, demand } of without) {
        expect(failing(subject(example), at(design)), design).toContain(demand);
        expect(fails).not.toContain(demand);
        expect(leftOutBy(choicesAt(at(design)))).toBeUndefined();
        expect(exampleNamed(example).demands).toContain(demand);
      }
  });
});

describe('nothing smaller was passed over', () => {
  test.each(questions.flatMap(({ id, demands }) => starts.map((design) => ({ id, design, demands }))))(
    '$id, one change from $design',
    ({ id, design, demands }) => {
      const going = nearby(new Knowledge(), at(design), { max: 1, wanted: demands });
      let step = going.next();
      while (!step.done) step = going.next();
      const path = answers.from.find((one) => one.question === id && one.design === design);
      const said = (path?.sets ?? [])
        .filter(({ choices }) => choices.length === 1)
        .map((one) => String(at(one.design)));
      const found = minimal(step.value).filter(({ changed }) => changed.length === 1);
      expect(found.map(({ point }) => String(point)).sort()).toEqual(said.sort());
      expect(path?.best.slice(0, 2)).toEqual([0, 1].map((changes) => least(step.value as Near[], changes)));
    },
  );
});

const least = (found: readonly Near[], changes: number) =>
  Math.min(...found.filter(({ changed }) => changed.length <= changes).map(lacks));

/** Goes from a kernel to one beside it on which less is lacking, as long as there is one; looks for nothing, proves nothing. */
function descended(knowledge: Knowledge, from: Point, next: () => number): Point {
  let here = from;
  let lacking = lacks(knowledge.standing(here));
  for (let tries = 0; tries < 40 && lacking > 0; tries++) {
    const place = Math.floor(next() * open.length);
    const other = here.slice();
    other[place] = open[place][Math.floor(next() * open[place].length)];
    if (leftOutBy(choicesAt(other))) continue;
    const then = lacks(knowledge.standing(other));
    if (then <= lacking) [here, lacking] = [other, then];
  }
  return here;
}

/** Takes changes back, as long as nothing more is lacking. */
function takenBack(knowledge: Knowledge, start: Point, from: Point): Point {
  let here = from;
  const lacking = lacks(knowledge.standing(here));
  for (let isOn = true; isOn; ) {
    isOn = false;
    for (const place of here.keys()) {
      if (here[place] === start[place]) continue;
      const other = here.slice();
      other[place] = start[place];
      if (leftOutBy(choicesAt(other)) || lacks(knowledge.standing(other)) > lacking) continue;
      here = other;
      isOn = true;
    }
  }
  return here;
}

describe('a second search, from kernels by chance and downhill', () => {
  const knowledge = new Knowledge();
  const next = random(20261129);
  const ends: Point[] = [];
  beforeAll(() => {
    for (const design of starts)
      for (let walk = 0; walk < 2; walk++) {
        let point = at(design);
        for (let changes = 0; changes < 4; changes++) {
          const place = Math.floor(next() * open.length);
          const other = point.slice();
          other[place] = open[place][Math.floor(next() * open[place].length)];
          if (!leftOutBy(choicesAt(other))) point = other;
        }
        ends.push(descended(knowledge, point, next));
      }
  }, 300_000);

  test('comes to no kernel that has everything', () => {
    for (const point of ends) {
      expect(knowledge.standing(point).fails).not.toEqual([]);
      expect(answers.proof.some((one) => isIn(one, point))).toBe(true);
    }
  });

  test.each(starts)('finds nothing near %s that lacks less than what was found', (design) => {
    const { best } = answers.from.find(
      (one) => one.question === 'all' && one.design === design,
    ) as Answers['from'][number];
    for (const end of ends) {
      const point = takenBack(knowledge, at(design), end);
      const changes = point.filter((value, place) => value !== at(design)[place]).length;
      if (changes < best.length)
        expect(lacks(knowledge.standing(point)), String(point)).toBeGreaterThanOrEqual(best[changes]);
    }
  });
});
