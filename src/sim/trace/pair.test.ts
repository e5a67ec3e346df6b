import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ModelError, parseSchedule } from '../checker/index.ts';
import { exampleNamed } from '../examples/index.ts';
import { pinner } from '../examples/parts/actors.ts';
import { folioPut, unpinUserPage } from '../kernel/index.ts';
import type { Example } from '../scenario/index.ts';
import { anyReplay, moves } from './fixtures.ts';
import { idleWords } from './idle.ts';
import { type Cell, type Pair, pair, type Row, scheduleOf, toldOn } from './index.ts';

const missedWakeup = exampleNamed('missed-wakeup');
const told = (left: string, right: string) => pair(missedWakeup, left, right, toldOn(missedWakeup, left));
const rowAt = (rows: readonly Row[], at: string) =>
  rows.find(({ left, right }) => [left, right].some((cell) => cell?.kind === 'moved' && cell.at === at));
const place = (cell: Cell) => (cell?.kind === 'moved' ? cell.at : cell?.kind);

describe('the told missed wake-up', () => {
  const { rows } = told('current', 'fs-held');

  test('shows a step that only one design has alone in its row', () => {
    for (const at of ['gup-fast.pgmap-get', 'gup-fast.pgmap-put']) {
      expect(place(rowAt(rows, at)?.left ?? null)).toBe(at);
      expect(rowAt(rows, at)?.right).toBeNull();
    }
    expect(rowAt(rows, 'zap.put')).toMatchObject({ left: null, right: { at: 'zap.put' } });
  });

  test('shows the same place of both designs in one row', () => {
    for (const at of ['fault.map', 'gup-fast.recheck', 'wait.test', 'unpin.sub']) {
      expect(place(rowAt(rows, at)?.left ?? null), at).toBe(at);
      expect(place(rowAt(rows, at)?.right ?? null), at).toBe(at);
    }
  });

  test('shows the wake-up that is owed beside the one that comes', () => {
    expect(rowAt(rows, 'wake')).toMatchObject({
      task: 'io',
      left: { kind: 'absent', sleeper: 'trunc' },
      right: { kind: 'moved', woke: ['trunc'] },
    });
  });

  test('says once that the wake-up is missing: in its own row, not in the step that owes it', () => {
    const left = rows.map((row) => row.left);
    expect(left.filter((cell) => cell?.kind === 'absent')).toHaveLength(1);
    expect(left.filter((cell) => cell?.kind === 'moved' && cell.missed)).toEqual([]);
  });

  test('says once that truncate cannot move', () => {
    const blocked = rows.filter(({ left }) => left?.kind === 'blocked');
    expect(blocked).toHaveLength(1);
    expect(blocked[0].left).toMatchObject({
      task: 'trunc',
      why: expect.stringContaining('nobody has woken it'),
    });
  });

  test('parts where one unpin owes a wake-up and the other does not', () => {
    expect(rows.filter(({ parts }) => parts)).toEqual([rowAt(rows, 'unpin.sub')]);
  });

  test('is the same the other way round', () => {
    const turned = told('fs-held', 'current');
    const mirror = ({ rows, ending }: Pair) => ({
      rows: rows.map(({ left, right, ...row }) => ({ ...row, left: right, right: left })),
      ending: { left: ending.right, right: ending.left },
    });
    expect(mirror(turned)).toEqual({ rows, ending: told('current', 'fs-held').ending });
  });
});

test('a wake-up that one task owes is not missing beside what another task does', () => {
  const [app, , trunc] = missedWakeup.actors;
  const io = pinner('pins the page', 'FOLL_PIN', unpinUserPage);
  const nic = { ...pinner('takes and drops a page', 'FOLL_GET', folioPut), name: 'nic' };
  const two: Example = { ...missedWakeup, actors: [app, io, trunc, nic] };
  // nic has read the page table before truncate clears it; it takes the idle page, and drops it, while on the right
  // io is about to wake. What nic owes on the left then is not what io does on the right.
  const { rows } = pair(two, 'current', 'gup-put', parseSchedule('app*9 nic io*7 trunc*8 io*2 nic*4 io'));
  expect(rows.slice(-2)).toMatchObject([
    { task: 'nic', left: { at: 'gup-fast.undo', missed: 'trunc' }, right: { missed: null } },
    { task: 'io', left: null, right: { at: 'wake', woke: ['trunc'] } },
  ]);
});

test('where both designs miss the wake-up, both say so in the step that owes it', () => {
  const bare = exampleNamed('bare-put');
  const { rows } = pair(bare, 'current', 'gup-put', parseSchedule(bare.told));
  expect(rowAt(rows, 'folio-put.sub')).toMatchObject({
    left: { missed: 'trunc' },
    right: { missed: 'trunc' },
  });
  expect(rows.filter(({ parts }) => parts)).toEqual([]);
});

test('the told schedule carried over to another design tells the same story there', () => {
  expect(toldOn(missedWakeup, 'current')).toEqual(parseSchedule(missedWakeup.told));
  for (const design of missedWakeup.designs) {
    const { rows } = told(design, design);
    const came = moves(rows, 'left');
    expect(came.indexOf('trunc wait.unlock'), design).toBeGreaterThan(0);
    expect(came.indexOf('io unpin.sub'), design).toBeGreaterThan(came.indexOf('trunc wait.unlock'));
  }
});

describe('rows', () => {
  const { designs, rows, ending } = told('current', 'fs-held');

  test('are numbered from 1, and each has something in it', () => {
    expect(rows.map(({ number }) => number)).toEqual(rows.map((_, i) => i + 1));
    for (const { left, right } of rows) expect(left ?? right).not.toBeNull();
  });

  test('come with the designs and how each ends', () => {
    expect(designs.map(({ id }) => id)).toEqual(['current', 'fs-held']);
    expect(ending).toEqual({
      left: { kind: 'stuck', words: 'trunc sleeps for ever' },
      right: { kind: 'finished', words: 'all tasks have ended' },
    });
  });

  test('a word for a task that has ended on both sides makes none', () => {
    expect(pair(missedWakeup, 'current', 'fs-held', parseSchedule('app*12')).rows).toHaveLength(9);
  });
});

describe('a task that cannot move', () => {
  const ASLEEP = 'app*9 io*7 trunc*9';
  const reasons = (words: string) =>
    pair(missedWakeup, 'current', 'current', parseSchedule(words)).rows.flatMap(({ left }) =>
      left?.kind === 'blocked' ? [left.why] : [],
    );

  test('says so once for each reason, whatever others do between', () => {
    const asleep = 'asleep in ___wait_var_event, refcount is 1025, waits for 1';
    expect(reasons(`${ASLEEP} trunc*2 io trunc`)).toEqual([asleep]);
    expect(reasons(`${ASLEEP} io*2 trunc*3`)).toHaveLength(2);
  });

  test('says so again when it has moved in the meantime', () => {
    // The lock is held by one fault, and then by the next.
    const { actors } = missedWakeup;
    const two: Example = { ...missedWakeup, actors: [...actors, { ...actors[0], name: 'app2' }] };
    const { rows } = pair(two, 'current', 'current', parseSchedule('app*2 trunc*2 app*7 app2*2 trunc'));
    expect(rows.filter(({ left }) => left?.kind === 'blocked').map(({ task }) => task)).toEqual([
      'trunc',
      'trunc',
    ]);
  });

  test('parts the sides where it moves on the other, and has a word of the schedule', () => {
    const words = 'app*9 io*7 trunc*8 io*3 trunc';
    const { rows } = pair(missedWakeup, 'current', 'gup-put', parseSchedule(words));
    const last = rows.at(-1);
    expect([last?.left?.kind, last?.right?.kind]).toEqual(['blocked', 'moved']);
    expect(scheduleOf(rows, 'left').slice(-3)).toEqual(['io', 'io', 'trunc']);
    expect(scheduleOf(rows, 'right').slice(-2)).toEqual(['io', 'trunc']);
    expect(scheduleOf(rows, 'left')).toHaveLength(scheduleOf(rows, 'right').length - 1);
  });
});

test('a task or a design that is not there is refused', () => {
  expect(() => pair(missedWakeup, 'current', 'fs-held', ['nobody'])).toThrow(ModelError);
  expect(() => pair(missedWakeup, 'current', 'nothing', [])).toThrow(/there is no design 'nothing'/);
});

test('in steps of the right side it is the same as the other way round', () => {
  fc.assert(
    fc.property(anyReplay, ({ example, left, right, schedule }) => {
      const { designs, rows, ending, idle } = pair(example, right, left, schedule, 'right');
      const other = pair(example, left, right, schedule);
      expect(designs).toEqual([...other.designs].reverse());
      expect(rows).toEqual(other.rows.map((row) => ({ ...row, left: row.right, right: row.left })));
      expect(ending).toEqual({ left: other.ending.right, right: other.ending.left });
      expect(idle).toEqual(other.idle);
    }),
    { numRuns: 100 },
  );
}, 30_000);

describe('words of a schedule that have no row', () => {
  const idle = (words: string) => idleWords(pair(missedWakeup, 'current', 'fs-held', parseSchedule(words)));

  test('are those of a task that has ended, or still waits, on both sides', () => {
    expect(idle('app*12')).toBe(
      'app*3 does nothing: a task that has ended, or still waits, stays where it is.',
    );
    expect(idle('app*9 io*7 trunc*20')).toContain('trunc*11 does nothing');
  });

  test('are none where one side goes on', () => {
    expect(idle(missedWakeup.told)).toBe('');
    expect(idle('')).toBe('');
  });

  test('are repeated in brief', () => {
    expect(idle(`app*12 ${'io trunc '.repeat(60)}`).length).toBeLessThan(120);
  });
});
