import { describe, expect, test } from 'vitest';
import type { Counts, RecordedScenario, RecordedStep, Trace } from '../../lab/schema.ts';
import { readTraces } from '../../lab/traces.ts';
import { calibrate, exceptionAt } from './index.ts';

/* What is told of a step besides where it differs: recordings agree with the model, so it has to be what they have. */

const traces = readTraces();
const trace = (kernel: string, fs = 'ext4'): Trace =>
  traces.find((t) => t.kernel === kernel && t.fs === fs) as Trace;
const scenarioOf = (t: Trace, name: string): RecordedScenario =>
  t.scenarios.find((s) => s.name === name) as RecordedScenario;
const differences = (t: Trace, s: RecordedScenario) =>
  calibrate(t, s).flatMap(({ step, differences }) => differences.map((words) => `${step.step}: ${words}`));
const changed = (
  s: RecordedScenario,
  at: string,
  change: (step: RecordedStep) => object,
): RecordedScenario => ({
  ...s,
  steps: s.steps.map((step) => (step.step === at ? ({ ...step, ...change(step) } as RecordedStep) : step)),
});

/** What the kernel counts for a page, in the model's words; of a page of a folio what the head counts. */
const countedIn = (recorded: Counts) =>
  'gone' in recorded
    ? { gone: true }
    : recorded.head
      ? { refcount: recorded.head.ref, mapcount: recorded.head.large }
      : { refcount: recorded.ref, mapcount: recorded.map + 1 };

describe.each(traces.map((t) => [`${t.kernel} ${t.fs}`, t] as const))('%s', (_, t) => {
  test('every page that is told has the counts that were recorded, and no other page is told', () => {
    for (const s of t.scenarios)
      for (const { step, pages, isCompared } of calibrate(t, s)) {
        const where = `${s.name}/${step.step}`;
        if (!isCompared) expect(pages, where).toEqual({});
        else
          expect(pages, where).toEqual(
            Object.fromEntries(
              Object.entries(step.pages).map(([label, counts]) => [label, countedIn(counts)]),
            ),
          );
      }
  });

  test('who waits is who was blocked, and what a call comes to is what was recorded', () => {
    for (const s of t.scenarios)
      for (const { step, waiting, result, isCompared, exception } of calibrate(t, s)) {
        const where = `${s.name}/${step.step}`;
        if (!isCompared) {
          expect({ waiting, result }, where).toEqual({ waiting: [], result: '' });
          continue;
        }
        const blocked = (step.blocked ?? []).filter(({ state }) => state !== 'X');
        for (const { who, op } of waiting)
          expect(
            blocked.map((one) => `${one.who} ${one.op}`),
            where,
          ).toContain(`${who} ${op}`);
        if (step.result !== undefined && !exception && step.result !== 'blocked')
          expect(result, where).toBe(step.result);
        if (exception) expect(result, where).toBe('');
      }
  });

  test('an exception is told with its step, and where nothing is compared from there on, with all after it', () => {
    for (const s of t.scenarios) {
      let over = false;
      for (const { step, exception, isCompared } of calibrate(t, s)) {
        const own = exceptionAt(t, s.name, step);
        over ||= own?.compared === 'nothing from here on';
        expect(isCompared).toBe(!over);
        if (own && !over) expect(exception).toBe(own);
        else if (over) expect(exception?.compared).toBe('nothing from here on');
        else expect(exception).toBeUndefined();
      }
    }
  });
});

describe('what was not so is seen', () => {
  const t = trace('6.18');
  const sleeper = scenarioOf(t, 'refault-sleeper-4k');

  test('a struct page that is gone, or is not', () => {
    const gone = changed(sleeper, 'drain_first_pin', () => ({ pages: { a: { gone: true } } }));
    expect(differences(t, gone)).toEqual(['drain_first_pin: a: whether its struct page is gone']);
    const removal = t.scenarios.find(({ steps }) =>
      steps.some(({ pages }) => 'gone' in (pages.a ?? {})),
    ) as RecordedScenario;
    const first = removal.steps.find(({ pages }) => 'gone' in (pages.a ?? {})) as RecordedStep;
    const there = changed(removal, first.step, ({ pages }) => ({
      pages: { ...pages, a: { ref: 1, map: -1, mapping: false } },
    }));
    expect(differences(t, there)).toContain(`${first.step}: a: whether its struct page is gone`);
  });

  test('a step that cannot be: it is said, and nothing is compared after it', () => {
    const munmap = sleeper.steps.find(({ op }) => op === 'munmap') as RecordedStep;
    const compared = calibrate(
      t,
      changed(sleeper, munmap.step, () => ({ vma: 77 })),
    );
    const at = sleeper.steps.indexOf(munmap);
    expect(compared[at].differences).toEqual([
      expect.stringMatching(/^the model cannot do this: \w+ has no VMA 77$/),
    ]);
    expect(compared[at].isCompared).toBe(true);
    for (const { isCompared, exception, differences } of compared.slice(at + 1))
      expect({ isCompared, exception, differences }).toEqual({
        isCompared: false,
        exception: undefined,
        differences: [],
      });
  });

  test('who spins, and who is dead', () => {
    const [step] = sleeper.steps.filter(({ blocked }) => blocked?.some(({ state }) => state !== 'X'));
    const as =
      (state: string) =>
      ({ blocked }: RecordedStep) => ({ blocked: blocked?.map((one) => ({ ...one, state })) });
    const [{ who, op }] = step.blocked ?? [];
    expect(differences(t, changed(sleeper, step.step, as('R')))[0]).toBe(
      `${step.step}: blocked: ${who} ${op} spins, in the model ${who} ${op}`,
    );
    expect(differences(t, changed(sleeper, step.step, as('X')))).toContain(
      `${step.step}: blocked: none, in the model ${who} ${op}`,
    );
  });

  test('several that sleep are told with commas between', () => {
    const step = sleeper.steps.find(({ blocked }) => (blocked ?? []).length === 1) as RecordedStep;
    const more = changed(sleeper, step.step, ({ blocked = [] }) => ({
      blocked: [...blocked, { ...blocked[0], who: 'a' }],
    }));
    const { who, op } = (step.blocked ?? [])[0];
    expect(differences(t, more)).toContain(
      `${step.step}: blocked: a ${op}, ${who} ${op}, in the model ${who} ${op}`,
    );
  });

  test('a comparison that was made is not made again', () => {
    expect(calibrate(t, sleeper)).toBe(calibrate(t, sleeper));
    expect(calibrate(t, { ...sleeper })).not.toBe(calibrate(t, sleeper));
  });
});
