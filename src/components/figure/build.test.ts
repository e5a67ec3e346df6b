import { describe, expect, test } from 'vitest';
import { also } from '../../facts/also.ts';
import { type Fact, type FactId, factPlace, facts, factUrl } from '../../facts/facts.ts';
import { parseSchedule } from '../../sim/checker/index.ts';
import { designNamed } from '../../sim/designs/index.ts';
import { exampleNamed, examples } from '../../sim/examples/index.ts';
import type { Landmark } from '../../sim/kernel/index.ts';
import { pair, toldPair } from '../../sim/trace/index.ts';
import { pair as pairOf } from '../../sim/trace/pair.ts';
import { parseView } from '../../sim/trace/read-link.ts';
import { choicesAsked, landmarksOf, verdictOf } from '../../sim/verdicts/verdicts.ts';
import { titleOf, verdictWords } from '../../sim/verdicts/words.ts';
import { figureData, fingerprint, placesIn } from './build.ts';
import { designOf, type FigureData } from './data.ts';
import { failureAt } from './failure.ts';

test('the choices that the example comes to are there, and no others', () => {
  const missed = figureData(exampleNamed('missed-wakeup'));
  expect(missed.asked).toContain('gupPutWakesAt');
  // Nobody evicts an inode there, and nobody writes a page back.
  for (const choice of ['evictionWaits', 'lockedEntries'] as const)
    expect(missed.asked).not.toContain(choice);
  expect(figureData(exampleNamed('evict-pinned')).asked).toContain('evictionWaits');
  expect(figureData(exampleNamed('locked-entry')).asked).toContain('lockedEntries');
  for (const example of examples) {
    const { asked } = figureData(example);
    expect(new Set(asked).size).toBe(asked.length);
    for (const choice of asked)
      expect(
        example.designs.some((design) => choicesAsked(example, design).has(choice)),
        choice,
      ).toBe(true);
  }
});

test('the row that is lit at first is the one in which the told pair parts, or the first', () => {
  for (const example of examples) {
    const { row } = figureData(example);
    const parting = toldPair(example).rows.find(({ parts }) => parts);
    expect(row, example.id).toBe(parting?.number ?? 1);
  }
  expect(examples.some((example) => figureData(example).row > 1)).toBe(true);
  const one = { ...exampleNamed('missed-wakeup'), pair: ['current', 'current'] as const };
  expect(figureData(one).row).toBe(1);
  const retold = { pair: ['current', 'v6.15'] as const, told: 'app*9' };
  expect(figureData(exampleNamed('missed-wakeup'), retold)).toMatchObject({ example: retold });
});

test('a failure has an address: its design on the left, another beside it, the schedule, and the row in which it has failed', () => {
  const example = exampleNamed('unmapped-file');
  const schedule = parseSchedule('app*2 io');
  for (const design of example.designs) {
    const [address, fragment] = failureAt(example, design, schedule).split('#');
    expect(address).toBe('x/unmapped-file/');
    const view = parseView(fragment, example, true);
    expect(view).toMatchObject({ left: design, row: 3, schedule, teller: 'left', fingerprint });
    expect(example.pair).toContain(view?.right);
    expect(view?.right).not.toBe(design);
  }
  const alone = { ...example, pair: ['current', 'current'] as const };
  const [, fragment] = failureAt(alone, 'current', schedule).split('#');
  expect(parseView(fragment, alone, true)).toMatchObject({ left: 'current', right: 'current' });
});

describe('what a browser is given', () => {
  /** An example's data as it comes out of a page. */
  const arrived = async (id: string): Promise<FigureData> =>
    JSON.parse(JSON.stringify(figureData(exampleNamed(id))));

  test.each(['life', 'unmapped-file', 'unbind-unmapped', 'reflink'])(
    'of %s is enough to replay it',
    async (id) => {
      const example = exampleNamed(id);
      const data = await arrived(id);
      const { actors, told } = example;
      const schedule = parseSchedule(told);
      for (const left of example.designs)
        for (const right of example.designs) {
          const there = pairOf(
            { ...data.example, actors },
            designOf(data, left),
            designOf(data, right),
            schedule,
          );
          const { rows, ending } = pair(example, left, right, schedule);
          expect({ rows: there.rows, ending: there.ending }).toEqual({ rows, ending });
        }
    },
  );

  test('are the designs as they are, and of the kernel the steps that the tasks come to', async () => {
    const steps = landmarksOf(exampleNamed('unbind-mapped'));
    const data = await arrived('unbind-mapped');
    for (const { id } of data.designs) {
      const { tree, ...rest } = designNamed(id);
      const there = designOf(data, id);
      expect(there).toMatchObject(rest);
      expect(there.tree).toEqual(Object.fromEntries(steps.map((at) => [at, tree[at]])));
      const { tree: number } = data.designs.find((design) => design.id === id) ?? { tree: 0 };
      for (const { fact } of Object.values(there.tree))
        expect({ ...data.places[0], ...data.places[number] }).toHaveProperty([fact]);
    }
  });

  test('has verdicts on what is asked, with a way to fail where one does, and none on situations', async () => {
    const example = exampleNamed('unmapped-file');
    const { designs } = await arrived('unmapped-file');
    for (const { id, verdicts } of designs) {
      expect(verdicts.map(({ property }) => property)).toEqual(example.demands);
      for (const { property, title, verdict, words, schedule } of verdicts) {
        const found = verdictOf(example, id, property);
        expect(title).toBe(titleOf(example, property));
        expect(words).toBe(verdictWords(found));
        expect(verdict).toBe(found.empty ? 'empty' : found.verdict);
        expect(schedule && parseSchedule(schedule)).toEqual(
          found.verdict === 'fails' ? found.schedule : null,
        );
        expect(schedule ?? '').not.toMatch(/ /);
      }
    }
  });

  test('has a place in the kernel for each fact, in a release of its designs where it was read in one', async () => {
    const { places } = await arrived('unmapped-file');
    const [first, ...others] = places;
    expect(others.length).toBeGreaterThan(1);
    for (const own of places)
      for (const [id, { url, where }] of Object.entries(own)) {
        const fact = facts[id as FactId];
        const lines = also[id as FactId] ?? {};
        const elsewhere = Object.entries(lines).map(([at, line]) => ({ ...fact, at, line }) as Fact);
        const known = [fact, ...elsewhere].find((one) => factUrl(one) === url);
        expect(known, `${id} ${url}`).toBeDefined();
        expect(where).toBe(factPlace(known as Fact));
      }
    for (const own of others)
      for (const [id, { url }] of Object.entries(own)) expect(url).not.toBe(first[id]?.url);
    expect(placesIn('v6.1', ['wait.schedule'])['wait-var-event'].where).toBe(
      'include/linux/wait_bit.h:242, v6.1.176',
    );
    expect(placesIn('v5.10', ['wait.schedule'])['wait-var-event'].where).toBe(
      'include/linux/wait_bit.h:242, v5.10.223',
    );
    expect(placesIn('v7.2', ['wait.schedule'])['wait-var-event'].where).toBe(
      'include/linux/wait_bit.h:254, v7.2.12',
    );
  });

  test('has the steps of one tree whole, and of another those that differ', async () => {
    const { trees } = await arrived('unbind-mapped');
    expect(trees.length).toBeGreaterThan(1);
    const [first, ...others] = trees;
    for (const other of others) {
      expect(Object.keys(other).length).toBeLessThan(Object.keys(first).length);
      for (const [at, step] of Object.entries(other)) expect(step).not.toEqual(first[at as Landmark]);
    }
  });

  test('are no others', async () => {
    const data = await arrived('unbind-notify');
    expect(data.designs.map(({ id }) => id)).toEqual(exampleNamed('unbind-notify').designs);
    expect(() => designOf(data, 'gup-put')).toThrow('example unbind-notify is not checked under gup-put');
  });
});
