import { describe, expect, test } from 'vitest';
import { formatSchedule, parseSchedule } from '../checker/index.ts';
import { exampleNamed } from '../examples/index.ts';
import { pinner } from '../examples/parts/actors.ts';
import { folioPut, unpinUserPage } from '../kernel/index.ts';
import type { Example } from '../scenario/index.ts';
import { type Moved, type Side, sideOf } from './index.ts';

const missedWakeup = exampleNamed('missed-wakeup');

/** A side after these words. */
function replayed(words: string, design: string, example: Example = missedWakeup): Side {
  const side = sideOf(example, design);
  for (const task of parseSchedule(words)) side.move(task);
  return side;
}
/** The last of these words, as the side shows it. */
function moveOf(words: string, design: string, example?: Example): Moved {
  const steps = parseSchedule(words);
  return replayed(formatSchedule(steps.slice(0, -1)), design, example).move(steps.at(-1) as string) as Moved;
}

const ASLEEP = 'app*9 io*7 trunc*8';

describe('a move', () => {
  test('says what ran, what it read, and what it changed', () => {
    expect(moveOf('app*9 io*3', 'current')).toMatchObject({
      kind: 'moved',
      task: 'io',
      at: 'gup-fast.grab',
      fn: 'try_grab_folio()',
      choices: [],
      deltas: [{ name: 'refcount', from: '1', to: '2' }],
      after: { refcount: [2], mapcount: [0], asleep: [] },
    });
    expect(moveOf('app*9 io', 'current')).toMatchObject({
      says: 'PTE present',
      deltas: [],
      woke: [],
      missed: null,
    });
  });

  test('says whom it woke', () => {
    const { woke, missed } = moveOf('app*9 io*7 trunc*8 io*3', 'gup-put');
    expect({ woke, missed }).toEqual({ woke: ['trunc'], missed: null });
  });

  test('names the page where there are several', () => {
    const two = { ...missedWakeup, pages: 2 };
    expect(moveOf('app*9 io*3', 'current', two).deltas).toMatchObject([
      { name: 'refcount[0]', from: '1', to: '2' },
    ]);
  });
});

test('of two who sleep, a step woke those that slept before it and do not after it', () => {
  const { actors } = missedWakeup;
  const two: Example = { ...missedWakeup, actors: [...actors, { ...actors[2], name: 'punch' }] };
  const asleep = 'app*9 io*7 trunc*8 punch*7';
  expect(moveOf(`${asleep} io*3`, 'gup-put', two).woke).toEqual(['trunc', 'punch']);
  // Who goes to sleep has woken nobody.
  expect(moveOf(asleep, 'gup-put', two)).toMatchObject({ woke: [], after: { asleep: ['trunc', 'punch'] } });
});

test('a step has the choices that led to it, and those that it asked for, each once', () => {
  expect(moveOf('app*9 io*7 trunc*4', 'current').choices).toEqual(['flushInterrupts']);
});

describe('a wake-up is missed', () => {
  test('by the step that makes the condition true for a sleeper, and wakes nobody', () => {
    expect(moveOf(`${ASLEEP} io*2`, 'current')).toMatchObject({ at: 'unpin.sub', missed: 'trunc' });
  });

  test('also by a sleeper that has tested and is about to sleep', () => {
    expect(moveOf('app*9 io*7 trunc*7 io*2', 'current').missed).toBe('trunc');
  });

  test('once: not by what comes after that step', () => {
    expect(moveOf('app*9 io*7 trunc*7 io*2 trunc', 'current')).toMatchObject({
      at: 'wait.unlock',
      missed: null,
    });
  });

  test('not by a step that goes on to wake', () => {
    expect(moveOf(`${ASLEEP} io*2`, 'gup-put')).toMatchObject({ at: 'unpin.sub', missed: null });
  });

  test('not while the count is not what the sleeper waits for', () => {
    expect(moveOf('app*9 io*5 trunc*9', 'fs-held').missed).toBeNull();
  });

  test('not by a sleeper that has yet to test: it will see the count itself', () => {
    const side = replayed('app*9 io*7 trunc*6', 'current');
    expect(side.next('trunc')).toBe('wait.test');
    side.move('io');
    expect(side.move('io')).toMatchObject({ at: 'unpin.sub', missed: null });
  });

  test('not while another task is about to wake the sleeper', () => {
    const [app, , trunc] = missedWakeup.actors;
    const nic = { ...pinner('takes and drops a page', 'FOLL_GET', folioPut), name: 'nic' };
    const io = pinner('pins the page', 'FOLL_PIN', unpinUserPage);
    const two: Example = { ...missedWakeup, actors: [app, io, trunc, nic] };
    // nic has read the page table before truncate clears it, and takes the idle page while io is about to wake.
    const side = replayed('app*9 nic io*7 trunc*8 io*2', 'gup-put', two);
    expect(side.next('io')).toBe('wake');
    const steps: Moved[] = [];
    while (steps.at(-1)?.at !== 'gup-fast.undo') steps.push(side.move('nic') as Moved);
    expect(steps.at(-1)?.after.refcount).toEqual([1]);
    expect(steps.map(({ missed }) => missed)).toEqual(steps.map(() => null));
  });
});

describe('a task that cannot move', () => {
  test('says why, without its name', () => {
    const side = replayed(ASLEEP, 'current');
    expect(side.canMove('trunc')).toBe(false);
    expect(side.move('trunc')).toMatchObject({
      kind: 'blocked',
      task: 'trunc',
      at: 'wait.schedule',
      why: 'asleep in ___wait_var_event, refcount is 1025, waits for 1',
      after: { asleep: ['trunc'] },
    });
  });

  test('stays where it is when it is asked to look ahead', () => {
    const side = replayed('app*9', 'current');
    expect(side.comesTo('io', 'gup-fast.recheck')).toBe(true);
    expect(side.comesTo('io', 'unpin.sub')).toBe(false);
    expect(side.next('io')).toBe('gup-fast.read');
  });
});

describe('an ending', () => {
  test.each([
    ['app*9', 'current', 'open', 'io and trunc can still move'],
    [`${ASLEEP} io*2`, 'current', 'stuck', 'trunc sleeps for ever'],
    [`${ASLEEP} io*3 trunc*11`, 'gup-put', 'finished', 'all tasks have ended'],
  ])('after %s under %s is %s', (words, design, kind, said) => {
    expect(replayed(words, design).ending()).toEqual({ kind, words: said });
  });

  test('of two sleepers is said in the plural', () => {
    const [app, io, trunc] = missedWakeup.actors;
    const two: Example = { ...missedWakeup, actors: [app, io, trunc, { ...trunc, name: 'punch' }] };
    const side = replayed('app*9 io*7 trunc*8 punch*7 io*2', 'current', two);
    expect(side.ending()).toEqual({ kind: 'stuck', words: 'trunc and punch sleep for ever' });
  });
});
