import { describe, expect, test } from 'vitest';
import { designNamed } from '../designs/index.ts';
import { exampleNamed } from '../examples/index.ts';
import { choiceValues } from '../kernel/index.ts';
import { mends, onePerChange, type Tried, type Trying } from './changes.ts';
import { choicesAsked, verdictOf, verdictsOf } from './verdicts.ts';

/** What it comes to, and what it says on the way. */
function run(work: Generator<Trying, Tried[]>): { tried: Tried[]; way: Trying[] } {
  const way: Trying[] = [];
  for (let step = work.next(); ; step = work.next()) {
    if (step.done) return { tried: step.value, way };
    way.push(step.value);
  }
}

const words = ({ changes }: Tried) =>
  changes.map(({ choice, from, to }) => `${choice}: ${from} -> ${to}`).join(', ');

const missedWakeup = exampleNamed('missed-wakeup');

describe('each choice made otherwise', () => {
  const { tried, way } = run(onePerChange(missedWakeup, 'gup-put', 'no-lost-wakeup'));

  test('is one that the search asks for, to each other value', () => {
    const asked = [...choicesAsked(missedWakeup, 'gup-put')];
    const others = asked.reduce((sum, choice) => sum + choiceValues[choice].length - 1, 0);
    expect(tried).toHaveLength(others);
    expect(way.map(({ made }) => made)).toEqual(tried.map((_, i) => i));
    for (const { changes } of tried) expect(changes).toHaveLength(1);
  });

  test('comes to what a search of the changed design says', () => {
    for (const one of tried) {
      const { verdict, schedule, empty } = verdictOf(missedWakeup, one.design, 'no-lost-wakeup');
      expect(one.verdict, one.design).toBe(empty ? 'empty' : verdict);
      expect(one.schedule).toEqual(verdict === 'fails' ? schedule : null);
      const fails = (design: string) =>
        verdictsOf(missedWakeup, design).flatMap(({ property, kind, verdict }) =>
          kind !== 'sometimes' && verdict === 'fails' && property !== 'no-lost-wakeup' ? [property] : [],
        );
      const before = fails('gup-put');
      expect(one.breaks).toEqual(fails(one.design).filter((property) => !before.includes(property)));
    }
  });

  test('tells what the wake-up hangs on: that GUP wakes at 1', () => {
    const failing = tried.filter(({ verdict }) => verdict === 'fails').map(words);
    expect(failing).toContain('gupPutWakesAt: 1 -> 0');
    // With a count that begins at 0 and mappings that hold nothing nobody can pin: that it holds says nothing.
    expect(tried.find((one) => words(one) === 'idle: 1 -> 0')?.verdict).toBe('empty');
  });
});

describe('the fewest choices with which a property holds', () => {
  const { tried, way } = run(mends(missedWakeup, 'current', 'no-lost-wakeup'));

  test('are one or two, and hold, and say something', () => {
    for (const one of tried) {
      const { verdict, empty } = verdictOf(missedWakeup, one.design, 'no-lost-wakeup');
      expect([verdict, empty], one.design).toEqual(['holds', null]);
      expect([1, 2]).toContain(one.changes.length);
    }
    expect(new Set(tried.map(words)).size).toBe(tried.length);
    const last = way.at(-1) as Trying;
    expect(last.made).toBe(last.all - 1);
  });

  test('are minimal: with one of two changes alone it does not hold', () => {
    const singles = tried.filter(({ changes }) => changes.length === 1).map(words);
    for (const one of tried.filter(({ changes }) => changes.length === 2))
      for (const change of one.changes) expect(singles).not.toContain(words({ ...one, changes: [change] }));
  });

  test('have what was done, and what was proposed in July 2022', () => {
    expect(tried.map(words)).toEqual(
      expect.arrayContaining([
        'gupPutWakesAt: 0 -> 1',
        'idle: 1 -> 0, mapping: holds nothing -> holds a reference',
      ]),
    );
  });

  test('leave everything else as it is, or say what they break', () => {
    const { tried } = run(mends(exampleNamed('refault'), 'v6.15', 'truncate-finishes'));
    const refused = tried.find((one) => words(one) === 'faultsMeanwhile: let in -> refused');
    expect(refused?.breaks).toEqual(['no-refused-fault']);
    for (const { design } of tried) expect(designNamed(design).id).toBe(design);
  });
});
