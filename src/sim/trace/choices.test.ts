import { describe, expect, test } from 'vitest';
import { parseSchedule, Replay } from '../checker/index.ts';
import { current } from '../designs/fixtures.ts';
import { type Design, designNamed } from '../designs/index.ts';
import { exampleNamed, examples } from '../examples/index.ts';
import { Walk } from '../kernel/fixtures.ts';
import { type Choice, type Landmark, Reads, touch } from '../kernel/index.ts';
import { systemOf } from '../scenario/index.ts';
import { failureOf } from '../verdicts/stated.ts';
import { verdictsOf } from '../verdicts/verdicts.ts';
import { sideOf, toldOn } from './index.ts';

/** Which choices decide a step is seen, not declared: here, that nothing is overlooked. */
const runs = examples.flatMap((example) =>
  example.designs.map((id) => ({ id: example.id, example, design: designNamed(id) })),
);

/** A design whose choices are counted by somebody else, too. */
function watched(design: Design) {
  const asked = new Set<Choice>();
  const choices = new Proxy(design.choices, {
    get: (target, name) => {
      asked.add(name as Choice);
      return target[name as Choice];
    },
  });
  return { asked, design: { ...design, choices: new Reads(choices).choices } };
}

test.each(runs)('in $id, all that is asked under $design.id is asked by some step', ({ example, design }) => {
  const { asked, design: seen } = watched(design);
  const replay = new Replay(systemOf(example, seen));
  const tasks = example.actors.map(({ name }) => name);
  const decided = new Set<Choice>();
  const look = () => {
    for (const task of tasks) {
      replay.whyNot(task);
      const by = replay.next(task)?.note?.decidedBy;
      for (const choice of [...(by?.way ?? []), ...(by?.guard ?? [])]) decided.add(choice);
    }
  };
  asked.clear();
  look();
  for (const task of toldOn(example, design.id)) {
    if (replay.whyNot(task) !== null) continue;
    for (const choice of replay.step(task).operation.note?.decidedBy?.effect ?? []) decided.add(choice);
    look();
  }
  expect([...asked].filter((choice) => !decided.has(choice))).toEqual([]);
  expect(decided.size).toBeGreaterThan(0);
});

/** The steps that some replay shows a choice to decide, in all examples under all designs. */
const decides = new Map<Choice, Set<Landmark>>();
for (const { example, design } of runs) {
  const schedules = verdictsOf(example, design.id).flatMap(({ schedule, kind }) =>
    schedule && kind !== 'sometimes' ? [schedule] : [],
  );
  for (const schedule of [toldOn(example, design.id), ...schedules]) {
    const side = sideOf(example, design.id);
    for (const task of schedule) {
      const at = side.next(task);
      if (at === null) continue;
      for (const choice of side.move(task).choices)
        decides.set(choice, (decides.get(choice) ?? new Set<Landmark>()).add(at));
    }
  }
}

describe('every choice decides some step that figures show', () => {
  // How a 2 MB entry is counted is seen where recordings are replayed; no example has one.
  const others = (Object.keys(current.choices) as Choice[]).filter((choice) => choice !== 'countedBy');

  test.each(others)('%s', (choice) => {
    expect([...(decides.get(choice) ?? [])]).not.toEqual([]);
  });

  test('countedBy, where a page lies in a 2 MB entry', () => {
    const { choices } = new Reads(current.choices);
    const walk = new Walk(
      { ...designNamed('v6.15'), choices },
      { app: (t) => touch(t, 1) },
      { pages: 2, huge: [[0, 1]] },
    );
    expect(walk.past('app', 'fault.map').operation.note?.decidedBy?.effect).toEqual(['mapping']);
    const folio = new Reads(designNamed('v6.15').choices);
    const mapped = new Walk(
      { ...designNamed('v6.15'), choices: folio.choices },
      { app: (t) => touch(t, 1) },
      { pages: 2, huge: [[0, 1]] },
    ).past('app', 'fault.map');
    expect(mapped.operation.note?.decidedBy?.effect).toContain('countedBy');
  });
});

test('a fault that is refused shows the choice that refuses it', () => {
  const design = 'v6.15+faults-refused';
  const side = sideOf(exampleNamed('pin-and-fault'), design);
  const fails = failureOf({ example: 'pin-and-fault', design, property: 'no-refused-fault' });
  const refused = fails.map((task) => side.move(task)).at(-1);
  expect(refused).toMatchObject({
    at: 'fault.lookup',
    says: expect.stringContaining('SIGBUS'),
    choices: ['faultsMeanwhile'],
  });
});

test('one that cannot move shows what its guard and its words ask for', () => {
  const side = sideOf(exampleNamed('missed-wakeup'), 'current');
  for (const task of parseSchedule('app*9 io*7 trunc*8')) side.move(task);
  expect(side.move('trunc')).toMatchObject({
    kind: 'blocked',
    choices: expect.arrayContaining(['wakesByItself', 'sleeperWaitsFor', 'idle']),
  });
});
