import { describe, expect, test } from 'vitest';
import { designNamed, designs } from '../designs/index.ts';
import { type Choice, type Choices, choiceValues } from '../kernel/index.ts';
import { anyPoint } from './fixtures.ts';
import { random } from './random.ts';
import { choicesAt } from './region.ts';
import { combinations, isLeftOutBy, leftOutBy, open, rules } from './rules.ts';

const { choices: v615 } = designNamed('v6.15');

test.each(designs)('$id is no combination that is left out', ({ choices }) => {
  expect(leftOutBy(choices)).toBeUndefined();
});

test('the combinations are all values of all choices', () => {
  expect(combinations()).toBe(
    Object.values(choiceValues).reduce((all, values) => all * BigInt(values.length), 1n),
  );
});

describe('what is left out', () => {
  const cases: [string, Partial<Choices>][] = [
    ['uncounted-mappings', { mapping: 'holds nothing' }],
    [
      'uncounted-mappings',
      { mapping: 'holds nothing', busy: 'refcount > idle', gupPutWakesAt: 'mapcount, read after' },
    ],
    ['mappings-from-one', { idle: 1 }],
    ['mappings-from-one', { idle: 1, busy: 'refcount > idle', sleeperWaitsFor: 'refcount == mapcount' }],
    ['first-page', { scans: 'the first page' }],
    ['flush', { flushInterrupts: true }],
  ];
  test.each(cases)('%s: v6.15 with %o', (rule, changes) => {
    expect(leftOutBy({ ...v615, ...changes })?.id).toBe(rule);
  });

  test.each<[Partial<Choices>]>([
    [{ mapping: 'holds nothing', busy: 'refcount > idle' }],
    [{ idle: 1, busy: 'refcount > idle' }],
    [{ gupPutWakesAt: 'mapcount, read after', sleeperWaitsFor: 'refcount == mapcount' }],
  ])('v6.15 with %o is not', (changes) => {
    expect(leftOutBy({ ...v615, ...changes })).toBeUndefined();
  });

  test('each rule leaves something out that no other does', () => {
    const next = random(1);
    const met = new Set<string>();
    for (let i = 0; i < 20_000; i++) {
      const choices = {
        ...choicesAt(anyPoint(next)),
        scans: choiceValues.scans[i % 2],
        flushInterrupts: i % 3 === 0,
      };
      const by = rules.filter(({ leavesOut }) =>
        leavesOut.some((clause) =>
          (Object.keys(clause) as Choice[]).every((choice) =>
            (clause[choice] as readonly unknown[]).includes(choices[choice]),
          ),
        ),
      );
      if (by.length === 1) met.add(by[0].id);
      expect(leftOutBy(choices)?.id).toBe(by[0]?.id);
    }
    expect([...met].sort()).toEqual(rules.map(({ id }) => id).sort());
  });
});

test('a value that a rule leaves out by itself is not open, and every other is', () => {
  const names = Object.keys(choiceValues) as Choice[];
  const closed = names.flatMap((choice, place) =>
    choiceValues[choice]
      .filter((_, value) => !open[place].includes(value))
      .map((value) => `${choice} ${value}`),
  );
  expect(closed).toEqual(['flushInterrupts true', 'scans the first page']);
});

test('some choices leave a kernel out if all that agree on them are', () => {
  const left = { ...v615, idle: 1 } as const;
  expect(isLeftOutBy(left, (choice) => choice === 'idle' || choice === 'busy')).toBe(true);
  expect(isLeftOutBy(left, (choice) => choice === 'idle')).toBe(false);
  expect(isLeftOutBy(v615, () => true)).toBe(false);
});
