import { describe, expect, test } from 'vitest';
import type { RecordedScenario, RecordedStep, Trace } from '../../lab/schema.ts';
import { countsMappings, readPatchedTraces, readTraces } from '../../lab/traces.ts';
import { calibrate, exceptionAt, exceptions, modelled } from './index.ts';

const traces = readTraces();
const trace = (kernel: string, fs = 'ext4'): Trace => {
  const found = traces.find((t) => t.kernel === kernel && t.fs === fs);
  if (!found) throw new Error(`no recording of ${kernel} on ${fs}`);
  return found;
};
const scenario = ({ scenarios }: Trace, name: string): RecordedScenario => {
  const found = scenarios.find((s) => s.name === name);
  if (!found) throw new Error(`no scenario ${name}`);
  return found;
};
/** Where model and recording differ: step and words. */
const differences = (t: Trace, s: RecordedScenario) =>
  calibrate(t, s).flatMap(({ step, differences }) => differences.map((words) => `${step.step}: ${words}`));

const patched = readPatchedTraces();

describe.each([
  ...traces.map((t) => [`${t.kernel} ${t.fs}`, t] as const),
  ...patched.map((t) => [`${t.kernel}+${t.patched.option} ${t.fs}`, t] as const),
])('%s', (_, t) => {
  test.each(t.scenarios.filter(({ steps }) => steps.length > 0).map((s) => [s.name, s] as const))(
    'the model does what was recorded: %s',
    (_, s) => {
      expect(differences(t, s)).toEqual([]);
    },
  );
});

test.each([
  ['5.10', 'v5.17'],
  ['6.1', 'gup-put'],
  ['6.12', 'gup-put'],
  ['6.18', 'v6.15'],
  ['7.2', 'v6.15'],
])('%s is replayed as %s', (kernel, design) => {
  expect(modelled(trace(kernel)).design.id).toBe(design);
});

test.each(patched)('$kernel+$patched.option $fs is replayed as what it says that it is', (t) => {
  expect(modelled(t).design.id).toBe(t.patched.design);
});

describe('a step that the model cannot express', () => {
  test('is one of a handful, and each of these is met in a recording', () => {
    expect(exceptions.length).toBeLessThanOrEqual(6);
    const met = traces.flatMap((t) =>
      t.scenarios.flatMap((s) => s.steps.map((step) => exceptionAt(t, s.name, step))),
    );
    for (const exception of exceptions) expect(met, exception.where).toContain(exception);
  });

  test('nearly all steps are compared, and counts are read at most of them', () => {
    const compared = traces.flatMap((t) => t.scenarios.flatMap((s) => calibrate(t, s)));
    const share = compared.filter(({ isCompared }) => isCompared).length / compared.length;
    expect(share).toBeGreaterThan(0.95);
    const operations = new Set(compared.filter(({ exception }) => !exception).map(({ step }) => step.op));
    const left = new Set(compared.map(({ step }) => step.op).filter((op) => !operations.has(op)));
    expect([...left]).toEqual(['register_buffer', 'program']);
  });
});

describe('a recording of something else is seen', () => {
  const changed = (
    s: RecordedScenario,
    at: string,
    change: (step: RecordedStep) => object,
  ): RecordedScenario => ({
    ...s,
    steps: s.steps.map((step) => (step.step === at ? ({ ...step, ...change(step) } as RecordedStep) : step)),
  });
  const sleeper = scenario(trace('6.18'), 'refault-sleeper-4k');
  const page = (change: object) => (step: RecordedStep) => ({ pages: { a: { ...step.pages.a, ...change } } });

  test.each<[string, string, (step: RecordedStep) => object, string]>([
    ['a count', 'drain_first_pin', page({ ref: 0 }), 'a: refcount 0, in the model 1'],
    ['a mapcount', 'mapped', page({ map: -1 }), 'a: mapcount 0, in the model 1'],
    ['page->mapping', 'mapper_munmap', page({ mapping: true }), 'a: page->mapping 1, in the model 0'],
    [
      'who sleeps',
      'drain_first_pin',
      () => ({ blocked: undefined }),
      'blocked: none, in the model t truncate',
    ],
    [
      'who has returned',
      'mapper_munmap',
      () => ({ returned: undefined }),
      'returned: none, in the model t truncate ok',
    ],
    ['a result', 'mapped', () => ({ result: 'SIGBUS' }), 'result: SIGBUS, in the model ok'],
    ['what is mapped', 'mapped', () => ({ maps: 'other' }), 'maps other, in the model a'],
    [
      'a warning',
      'mapper_munmap',
      () => ({ dmesg: ['WARNING: at fs/dax.c:390 dax_disassociate_entry'] }),
      'whether dax_disassociate_entry() warns',
    ],
  ])('%s', (_, at, change, words) => {
    expect(differences(trace('6.18'), changed(sleeper, at, change))).toContain(`${at}: ${words}`);
  });

  test('whose bytes a pin reads, and whether a block was free', () => {
    const t = trace('6.1');
    const reuse = scenario(t, 'gup-reuse-4k');
    expect(
      differences(
        t,
        changed(reuse, 'drain_last_pin', () => ({ foreign: undefined })),
      ),
    ).toEqual(['drain_last_pin: whose bytes were read']);
    expect(
      differences(
        t,
        changed(reuse, 'other_file_takes_block', () => ({ found: false })),
      ),
    ).toEqual(['other_file_takes_block: whether the block was free']);
  });

  test('counts of the head of a folio', () => {
    const t = trace('7.2');
    const life = scenario(t, 'life-2m');
    const head = (step: RecordedStep) => (step.pages.a as { head: object }).head;
    const wrong = (change: object) => (step: RecordedStep) => ({
      pages: { a: { ...step.pages.a, head: { ...head(step), ...change } } },
    });
    const at = 'p1_second_vma_read_fault';
    expect(differences(t, changed(life, at, wrong({ ref: 1, large: 1, entire: 1 })))).toEqual([
      `${at}: a: refcount of the head 1, in the model 2`,
      `${at}: a: mapcount of the folio 1, in the model 2`,
      `${at}: a: mappings by PMD 1, in the model 2`,
    ]);
  });

  /** A recording passed off as that of another kernel: the wrong design is replayed. */
  test.each([
    ['6.18', '6.12'],
    ['6.12', '6.18'],
    ['5.10', '6.1'],
    ['6.1', '5.10'],
    ['6.1', '6.12'],
    ['6.12', '6.1'],
  ])('%s is not %s', (kernel, other) => {
    const t = { ...trace(kernel), kernel: other };
    const all = t.scenarios.flatMap((s) => differences(t, { ...s }));
    expect(all).not.toEqual([]);
    expect(countsMappings(t)).toBe(modelled(t).design.id === 'v6.15');
  });
});
