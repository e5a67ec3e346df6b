import { describe, expect, test } from 'vitest';
import { spaceOf } from '../checker/index.ts';
import { designIds, designNamed } from '../designs/index.ts';
import { exampleNamed, examples } from '../examples/index.ts';
import { Owner, type State } from '../kernel/index.ts';
import { systemOf } from '../scenario/index.ts';
import type { Condition } from './condition.ts';
import { functionsOf, lifeCycleOf, stageOf } from './index.ts';

const cells = examples.flatMap((example) =>
  example.designs.map((design) => ({ example, design, id: example.id })),
);
const life = exampleNamed('life');

/** Whether the first page of a state is in a condition: the same question as the source answers, asked backwards. */
function isIn(condition: Condition, s: Readonly<State>, entriesHold: boolean): boolean {
  const { owner, entry, entryHeld, pins } = s.page[0];
  if (s.device.memmapGone === 1) return condition.block === 'gone';
  const block = { gone: -1, file: Owner.FILE, free: Owner.FREE, busy: Owner.BUSY, other: Owner.OTHER }[
    condition.block
  ];
  const [present, held] = { absent: [0, 0], present: [1, 1], zapped: [1, 0] }[condition.entry];
  return (
    owner === block &&
    entry === present &&
    (!entriesHold || entryHeld === held) &&
    s.process.reduce((sum, { pte }) => sum + pte[0], 0) === condition.mapped &&
    pins === condition.pins
  );
}

describe.each(cells)('$id under $design', ({ example, design }) => {
  const drawn = lifeCycleOf(example, design);
  const space = spaceOf(systemOf(example, designNamed(design)));
  const entriesHold = designNamed(design).choices.entryHolds === 'a reference';
  /** For each state, the stages that claim it; and its count. */
  const claims = Array.from({ length: space.states }, (_, state) => {
    const shared = space.at(state);
    const found = drawn.stages.filter(({ condition }) => isIn(condition, shared, entriesHold));
    return { found, count: shared.page[0].refcount };
  });

  test('each state falls in exactly one stage, and each stage has the states and counts that it says', () => {
    expect(drawn.states).toBe(space.states);
    expect(claims.filter(({ found }) => found.length !== 1)).toEqual([]);
    for (const stage of drawn.stages) {
      const mine = claims.filter(({ found: [only] }) => only === stage);
      expect(stage.states, stage.words).toBe(mine.length);
      if (stage.condition.block === 'gone') continue;
      const counts = new Set(mine.map(({ count }) => count));
      expect(new Set([...stage.settled, ...stage.passing]), stage.words).toEqual(counts);
    }
    expect(drawn.stages.filter(({ first }) => first)).toEqual(claims[0].found);
  });

  test('each move of the graph that changes the stage is a step, and each step is such a move', () => {
    const moves = new Map<string, { functions: Set<string>; transitions: number }>();
    for (let state = 0; state < space.states; state++)
      for (const { operation, to: next } of space.moves(state)) {
        const [from, to] = [claims[state].found[0], claims[next].found[0]];
        if (from === to) continue;
        const name = `${from.key} -> ${to.key}`;
        const move = moves.get(name) ?? { functions: new Set<string>(), transitions: 0 };
        move.transitions++;
        move.functions.add(operation.note?.fn as string);
        moves.set(name, move);
      }
    const steps = drawn.steps.map((step) => {
      const { from, to, transitions } = step;
      return [`${from} -> ${to}`, { functions: new Set(functionsOf(step)), transitions }] as const;
    });
    expect(new Map(steps)).toEqual(moves);
    expect(steps).toHaveLength(moves.size);
  });

  test('stages have keys and words of their own, and are all reached from the first', () => {
    expect(new Set(drawn.stages.map(({ key }) => key)).size).toBe(drawn.stages.length);
    expect(new Set(drawn.stages.map(({ words }) => words)).size).toBe(drawn.stages.length);
    const reached = new Set(drawn.stages.filter(({ first }) => first).map(({ key }) => key));
    for (const key of reached) for (const { from, to } of drawn.steps) if (from === key) reached.add(to);
    expect(reached.size).toBe(drawn.stages.length);
  });
});

describe.each(designIds)('the count under %s', (design) => {
  const { idle, mapping, entryHolds } = designNamed(design).choices;
  const { stages } = lifeCycleOf(life, design);

  test('is the sum of idle and what each user holds, when nobody holds the page in passing', () => {
    for (const { condition, settled, words } of stages) {
      const { entry, mapped, pins } = condition;
      const entrys = entryHolds === 'a reference' && entry === 'present' ? 1 : 0;
      const mappings = mapping === 'holds a reference' ? mapped : 0;
      expect(settled, words).toEqual([idle + entrys + mappings + pins * 1024]);
    }
  });
});

/** The settled counts of pages that are not pinned, by what they are called. */
const counts = (design: string) =>
  Object.fromEntries(
    lifeCycleOf(life, design)
      .stages.filter(({ condition }) => condition.pins === 0)
      .map(({ words, settled }) => [words, settled[0]]),
  );

test('with 1-based counts, free, unused and mapped pages look the same; with 0-based ones they do not', () => {
  expect(counts('gup-put')).toEqual({
    'free block': 1,
    'no DAX entry': 1,
    'not mapped': 1,
    'mapped by one': 1,
    'mapped by two': 1,
  });
  expect(counts('v6.15')).toEqual({
    'free block': 0,
    'no DAX entry': 0,
    'not mapped': 0,
    'mapped by one': 1,
    'mapped by two': 2,
  });
});

test('GUP takes a page of a free block in passing at 1, and never at 0', () => {
  expect(stageOf(lifeCycleOf(life, 'gup-put'), 'free-absent-0-0').passing).toEqual([2, 1025]);
  expect(stageOf(lifeCycleOf(life, 'v6.15'), 'free-absent-0-0').passing).toEqual([]);
});

test('a FOLL_GET reference is a pin too, however many there are of either kind', () => {
  const settled = (example: string, key: string) =>
    stageOf(lifeCycleOf(exampleNamed(example), 'v6.15'), key).settled;
  expect(settled('put-page', 'file-present-1-1')).toEqual([2]);
  expect(settled('missed-wakeup', 'file-present-1-1')).toEqual([1025]);
  expect(settled('two-pinners', 'file-present-1-2')).toEqual([2049]);
});

test('a design that is not there, or not asked about, has no life', () => {
  expect(() => lifeCycleOf(life, 'nonsense')).toThrow("there is no design 'nonsense'; the designs are v5.17");
  expect(() => lifeCycleOf(life, 'gup-put+scan-unmapped')).toThrow(
    'example life is not checked under gup-put+scan-unmapped; it is under v5.17',
  );
});
