import { beforeAll, describe, expect, test } from 'vitest';
import { designIds, designNamed, partsOf } from '../designs/index.ts';
import { exampleNamed } from '../examples/index.ts';
import { choiceWord } from '../kernel/index.ts';
import { type Answers, questions, starts, unreferenced } from './answers.ts';
import { failing, subject } from './fixtures.ts';
import { answers } from './found.ts';
import { asked, Knowledge } from './knowledge.ts';
import { lacks, minimal, type Near, nearby } from './nearby.ts';
import { random, shuffled } from './random.ts';
import { choiceNames, choicesAt, isIn, type Point, pointOf } from './region.ts';
import { Remaining } from './remaining.ts';
import { Rerun } from './rerun.ts';
import { combinations, leftOutBy, open } from './rules.ts';
import { widened } from './widen.ts';

/*
 * What is written down was found in minutes. Here it is seen to be so in less: the proof is gone through again failure by failure, what is said of a
 * kernel is asked of that kernel, and another kind of search looks for what this one may have missed.
 */

const at = (design: string): Point => pointOf(designNamed(design).choices);

describe('the proof', () => {
  const knowledge = new Knowledge();
  const remaining = new Remaining(knowledge, asked);
  const { diagrams } = remaining;
  beforeAll(() => {
    for (const by of answers.proof) remaining.takeOut(by);
  });
  const [all] = answers.surveys;

  test('each failure is one where it was met', () => {
    for (const { example, failure, point } of answers.proof)
      expect(
        new Rerun(subject(example), choicesAt(point), failure).on(choicesAt(point)).fails,
        `${failure.demand} in ${example}`,
      ).toBe(true);
    expect(answers.proof.length).toBeGreaterThan(0);
  });

  test('widened again, it is one on all kernels that it is said of', () => {
    for (const { example, failure, point, places, values } of answers.proof) {
      const again = widened(subject(example), point, failure);
      expect({ places: again.places, values: again.values }, `${failure.demand} in ${example}`).toEqual({
        places,
        values,
      });
    }
  }, 300_000);

  test('takes as many kernels out as are said to fail, without a search, and each failure takes its part', () => {
    expect(knowledge.searches).toBe(0);
    expect(remaining.proof.length).toBe(answers.proof.length);
    expect(String(diagrams.count(remaining.left))).toBe(all.left);
    expect(String(remaining.leftOut)).toBe(answers.leftOut);
    expect(remaining.leftOut + BigInt(all.fail) + BigInt(all.left)).toBe(combinations());
    expect(answers.combinations).toBe(String(combinations()));
  });

  test('of those that it leaves, some that are taken by chance fail nothing, and are as is said of all', () => {
    const next = random(7);
    for (let i = 0; i < 25; i++) {
      const liked = open.map((values) => shuffled(values, next));
      const point = diagrams.some(remaining.left, liked) as Point;
      expect(knowledge.standing(point).fails, String(point)).toEqual([]);
      for (const { choice, values } of all.needed)
        expect(values).toContain(choiceWord(choicesAt(point)[choice]));
    }
  }, 120_000);

  test('leaves none that is closer to a design than is said', () => {
    const bare = diagrams.both(remaining.left, diagrams.within(unreferenced));
    expect(String(diagrams.count(bare))).toBe(all.unreferenced.left);
    const ofAll = answers.from.filter(({ question }) => question === 'all');
    for (const { design, nothingFails, everything, unreferenced: fewestBare } of ofAll) {
      const near = diagrams.nearest(remaining.left, at(design));
      expect(near.changes, design).toBe(nothingFails?.changes);
      const said = nothingFails?.sets.map(({ design }) => String(at(design))) ?? [];
      expect(near.points.map(String).sort(), design).toEqual(said.sort());
      const without = diagrams.nearest(bare, at(design));
      expect(without.changes, design).toBe(fewestBare?.changes);
      expect(String(without.points[0])).toBe(String(at(fewestBare?.sets[0].design ?? design)));
      if ('changes' in everything) expect(everything.changes).toBeGreaterThanOrEqual(near.changes);
      else expect(everything.noneUpTo).toBeGreaterThanOrEqual(near.changes - 1);
    }
  });
});

test('wherever counts rest at 1, somebody takes a page whose block is free', () => {
  const values = open.map((all, place) => (choiceNames[place] === 'idle' ? [1] : all));
  expect(new Remaining(new Knowledge(), ['free-is-idle'], values).holding(values)).toBeNull();
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
  expect(new Remaining(new Knowledge(), wanted, values).holding(values)).toBeNull();
}, 120_000);

describe('what is said of a kernel is so', () => {
  const knowledge = new Knowledge();
  const standing = (design: string) => knowledge.standing(at(design));

  test.each(designIds)('%s', (design) => {
    const said = answers.standing.find((one) => one.design === design);
    expect(said).toEqual({ design, ...standing(design) });
  });

  test('one on which nothing fails, or that has everything', () => {
    let having = 0;
    for (const { question, nothingFails, unreferenced, everything } of answers.from) {
      const wanted = questions.find(({ id }) => id === question)?.demands ?? [];
      for (const { design } of [...(nothingFails?.sets ?? []), ...(unreferenced?.sets ?? [])])
        expect(
          standing(design).fails.filter((id) => wanted.includes(id)),
          design,
        ).toEqual([]);
      for (const { design, fails, silent } of 'sets' in everything ? everything.sets : []) {
        having++;
        expect({ fails, silent }, design).toEqual({ fails: [], silent: [] });
        const found = standing(design);
        expect([...found.fails, ...found.silent].filter((id) => wanted.includes(id))).toEqual([]);
      }
    }
    expect(having).toBeGreaterThan(0);
  });

  const sets = answers.from.flatMap(({ question, sets, nothingFails, everything }) =>
    [...sets, ...(nothingFails?.sets ?? []), ...('sets' in everything ? everything.sets : [])].map((set) => ({
      question,
      ...set,
    })),
  );

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
      .flatMap(({ nothingFails, everything }) => [
        ...(nothingFails?.sets ?? []),
        ...('sets' in everything ? everything.sets : []),
      ]);
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

  test('comes to none that fails and was not ruled out, and to none that does not and was', () => {
    for (const point of ends) {
      const fails = knowledge.standing(point).fails.length > 0;
      expect(
        answers.proof.some((one) => isIn(one, point)),
        String(point),
      ).toBe(fails);
    }
  });

  test.each(starts)('finds nothing near %s that lacks less than what was found', (design) => {
    const { best, nothingFails } = answers.from.find(
      (one) => one.question === 'all' && one.design === design,
    ) as Answers['from'][number];
    for (const end of ends) {
      const point = takenBack(knowledge, at(design), end);
      const changes = point.filter((value, place) => value !== at(design)[place]).length;
      if (changes < best.length)
        expect(lacks(knowledge.standing(point)), String(point)).toBeGreaterThanOrEqual(best[changes]);
      if (knowledge.standing(point).fails.length === 0)
        expect(changes, String(point)).toBeGreaterThanOrEqual(nothingFails?.changes ?? Infinity);
    }
  });
});
