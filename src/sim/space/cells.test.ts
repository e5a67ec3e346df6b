import { describe, expect, test } from 'vitest';
import { designNamed } from '../designs/index.ts';
import { Cells } from './cells.ts';
import { anyPoint, failing, pointWith, subject } from './fixtures.ts';
import { random } from './random.ts';
import { choicesAt } from './region.ts';

const { choices: v615 } = designNamed('v6.15');

/** Those that are quickly searched, of each kind: a truncate, an eviction, a removal, a block that is shared. */
const quick = [
  'unbind-mapped',
  'unbind-left',
  'pin-again',
  'put-page-fast',
  'idle-page',
  'evict-pinned',
  'missed-wakeup',
  'reflink-evict',
];

describe.each(quick)('%s on any kernel', (id) => {
  test('comes to the same as a search that shares nothing', () => {
    const one = subject(id);
    const cells = new Cells(one);
    const next = random(quick.indexOf(id) + 1);
    for (let i = 0; i < 25; i++) {
      const point = anyPoint(next);
      expect(
        cells.of(choicesAt(point)).failures.map(({ demand }) => demand),
        choicesAt(point).toString(),
      ).toEqual(failing(one, point));
    }
  });
});

test('kernels that differ in nothing that is asked for share a search', () => {
  const cells = new Cells(subject('unbind-mapped'));
  const { asked } = cells.of(v615);
  expect(asked).not.toContain('lockAsleep');
  expect(cells.of({ ...v615, lockAsleep: 'kept' })).toBe(cells.of(v615));
  expect(cells.searches).toBe(1);
  expect(asked).toContain('unbindUnmaps');
  expect(cells.of({ ...v615, unbindUnmaps: true }).failures).not.toEqual(cells.of(v615).failures);
  expect(cells.searches).toBe(2);
});

test('what was not read is not asked', () => {
  const cells = new Cells(subject('reflink'));
  expect(cells.of({ ...v615, entryHolds: 'a reference' })).toMatchObject({
    failures: [],
    holds: [],
    silent: [],
  });
  expect(cells.of(v615).failures.map(({ demand }) => demand)).toEqual(['truncate-finishes']);
});

describe('a demand that holds and says nothing', () => {
  test('where nobody can be pinned, that no block is freed under a pin', () => {
    const nobody = pointWith(v615, {
      idle: 0,
      mapping: 'holds nothing',
      faultKeepsReference: false,
      busy: 'refcount > idle',
    });
    const { holds, silent } = new Cells(subject('missed-wakeup')).of(choicesAt(nobody));
    expect(silent).toContain('no-free-while-pinned');
    expect(holds).not.toContain('no-free-while-pinned');
  });

  test('where nobody sleeps, that no wake-up is lost', () => {
    const { silent } = new Cells(subject('missed-wakeup')).of({ ...v615, blocksGo: 'with the last put' });
    expect(silent).toContain('no-lost-wakeup');
  });

  test('not in a kernel that people run', () => {
    expect(new Cells(subject('missed-wakeup')).of(v615).silent).toEqual([]);
  });
});
