import { describe, expect, test } from 'vitest';
import { ModelError, type Property, parseSchedule, Replay } from '../checker/index.ts';
import { designNamed } from '../designs/index.ts';
import type { State } from '../kernel/index.ts';
import { layoutOf } from '../kernel/index.ts';
import { type DemandId, demands } from '../properties.ts';
import { checkTasks, type Example, expected, modelOf } from '../scenario/index.ts';
import { pair } from '../trace/index.ts';
import {
  landmarksOf,
  resultOf,
  searchedWith,
  surprises,
  verdictOf,
  verdictsOf,
} from '../verdicts/verdicts.ts';
import { exampleNamed, examples } from './index.ts';
import { missedWakeup } from './missed-wakeup.ts';

const cells = examples.flatMap((example) =>
  example.designs.map((design) => ({ example, design, id: example.id })),
);

/** Walks a schedule and says how each task stands at its end. */
function after(example: Example, design: string, schedule: readonly string[]) {
  const replay = new Replay(modelOf(example, design));
  for (const task of schedule) replay.step(task);
  return replay;
}

test('ids are unique, and stand in an address as they are', () => {
  const ids = examples.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
});

describe.each(examples)('$id', (example) => {
  test('holds no surprise: the checker finds what is expected', () => {
    expect(surprises(example)).toEqual([]);
  });

  test('names designs that exist, and its pair is among them', () => {
    for (const id of example.designs) expect(designNamed(id).id).toBe(id);
    expect(new Set(example.designs).size).toBe(example.designs.length);
    expect(example.designs).toEqual(expect.arrayContaining([...example.pair]));
    expect(example.designs).toEqual(expect.arrayContaining(Object.keys(example.fails)));
  });

  test('expects failures only of what it asks', () => {
    for (const fails of Object.values(example.fails))
      expect(example.demands).toEqual(expect.arrayContaining([...fails]));
  });

  test('tells a schedule of its own tasks to the end, on both sides', () => {
    const told = parseSchedule(example.told);
    checkTasks(example, told);
    const { ending } = pair(example, ...example.pair, told);
    expect([ending.left.kind, ending.right.kind]).not.toContain('open');
  });
});

describe.each(cells)('$id under $design', ({ example, design }) => {
  test('meets every situation that it is about', () => {
    const met = verdictsOf(example, design).filter(({ kind }) => kind === 'sometimes');
    expect(met.map(({ property }) => property)).toEqual(example.sometimes.map(({ id }) => id));
    const missed = met.filter(({ verdict }) => verdict !== 'holds').map(({ property }) => property);
    expect(missed).toEqual(example.never?.[design] ?? []);
    // Who is not met has to be missed by some demand, else it should not be among the situations.
    for (const id of missed) expect(example.sometimes.find((one) => one.id === id)?.gives).toBeDefined();
  });

  test('is searched to the end', () => {
    expect(resultOf(example, design).stopped).toBeNull();
  });
});

const failures = cells.flatMap(({ example, design, id }) =>
  verdictsOf(example, design)
    .filter(({ verdict, kind }) => verdict === 'fails' && kind !== 'sometimes')
    .map(({ property, schedule, cycle }) => ({ example, design, id, property, schedule, cycle })),
);

test.each(failures)('$id under $design shows that $property fails, at the end of its schedule', (failure) => {
  const { example, design, property, schedule, cycle } = failure;
  const replay = after(example, design, schedule ?? []);
  const { choices } = designNamed(design);
  const { kind, bad } = demands[property as DemandId].property(choices, layoutOf(example, choices)) as Bad;
  expect(bad(replay.state, (task) => replay.next(task) === null)).toBe(true);
  if (kind === 'not-for-ever' && cycle === null) expect(replay.enabled()).toEqual([]);
});

type Bad = Extract<Property<State>, { bad: unknown }>;

describe('the missed wake-up as it is told', () => {
  const { ending, rows } = pair(missedWakeup, ...missedWakeup.pair, parseSchedule(missedWakeup.told));

  test('leaves truncate asleep for ever under the code of 2022, and ends under the proposal', () => {
    expect(ending.left).toEqual({ kind: 'stuck', words: 'trunc sleeps for ever' });
    expect(ending.right).toEqual({ kind: 'finished', words: 'all tasks have ended' });
  });

  test('comes to the same count on both sides: idle', () => {
    const last = (side: 'left' | 'right') => rows.findLast((row) => row[side])?.[side]?.after.refcount;
    expect([last('left'), last('right')]).toEqual([[1], [0]]);
  });

  test.each(['folio-put', 'gup-put', 'fs-held', 'v6.15'])('ends under %s', (design) => {
    const theirs = pair(missedWakeup, 'current', design, parseSchedule(missedWakeup.told));
    expect(theirs.ending.right.kind).toBe('finished');
  });
});

test('the steps of an example are those of its tasks under all of its designs, and no others', () => {
  const steps = landmarksOf(missedWakeup);
  expect(new Set(steps).size).toBe(steps.length);
  expect(steps).toEqual(expect.arrayContaining(['gup-fast.pgmap-get', 'break.zap-entry', 'wake']));
  expect(steps).not.toContain('munmap.lock');
  expect(steps).not.toContain('unbind.kill-dax');
});

describe('a page that is faulted in again under v6.15', () => {
  test('keeps truncate asleep on a count of 1, which is one mapping', () => {
    const { schedule } = verdictOf(missedWakeup, 'v6.15', 'truncate-finishes');
    const replay = after(missedWakeup, 'v6.15', schedule ?? []);
    expect(replay.state.page[0]).toMatchObject({ refcount: 1, mapcount: 1, pins: 0, owner: 0 });
    expect(replay.state.task[2]).toMatchObject({ queue: 1, sleeping: 1 });
    expect(replay.whyNot('trunc')).toBe('asleep in ___wait_var_event, refcount is 1, waits for 0');
    expect(replay.enabled()).toEqual([]);
  });
});

describe('a design that an example does not name', () => {
  const one = verdictOf(missedWakeup, 'v5.17+scan-unmapped', 'no-lost-wakeup');

  test('can be checked all the same, and nothing is expected of it', () => {
    expect(one).toMatchObject({ verdict: 'holds', expected: null });
    expect(expected(missedWakeup, 'v5.17+scan-unmapped', 'page-pinned')).toBeNull();
  });
});

describe('an expectation that is wrong', () => {
  test('is reported with example, design and property, whichever way it is wrong', () => {
    const wrong: Example = {
      ...missedWakeup,
      fails: { ...missedWakeup.fails, current: [], 'gup-put': ['no-stray-dma'] },
    };
    expect(
      surprises(wrong).map(({ example, design, property, verdict }) => [example, design, property, verdict]),
    ).toEqual([
      ['missed-wakeup', 'current', 'no-lost-wakeup', 'fails'],
      ['missed-wakeup', 'current', 'truncate-finishes', 'fails'],
      ['missed-wakeup', 'gup-put', 'no-stray-dma', 'holds'],
    ]);
  });

  test('includes a situation that is never met', () => {
    const vacuous: Example = {
      ...missedWakeup,
      designs: ['current'],
      sometimes: [{ id: 'two-pins', title: 'two pins', good: (s) => s.page[0].pins === 2 }],
    };
    expect(surprises(vacuous).map(({ design, property, verdict }) => [design, property, verdict])).toEqual([
      ['current', 'two-pins', 'fails'],
    ]);
  });
});

describe('what is not there', () => {
  test('is refused, with what is', () => {
    expect(() => exampleNamed('nothing')).toThrow(
      new ModelError(
        `there is no example 'nothing'; the examples are ${examples.map(({ id }) => id).join(', ')}`,
      ),
    );
    expect(() => expected(missedWakeup, 'current', 'nothing')).toThrow(
      /has no property 'nothing'; it has no-lost-wakeup/,
    );
    expect(() => verdictOf(missedWakeup, 'nothing', 'no-lost-wakeup')).toThrow(
      /there is no design 'nothing'/,
    );
    expect(() => checkTasks(missedWakeup, ['app', 'nobody'])).toThrow(
      "the schedule names 'nobody', but the tasks here are app, io, trunc",
    );
  });
});

test('a search with a limit of its own is not taken for the example’s', () => {
  const own = searchedWith(missedWakeup, ['current'], { limit: 10 });
  expect(resultOf(own, 'current').stopped).toBe('limit');
  expect(resultOf(missedWakeup, 'current').stopped).toBeNull();
});
