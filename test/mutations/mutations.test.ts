import { describe, expect, test } from 'vitest';
import { landmarks } from '../../src/sim/kernel/index.ts';
import { allMutants, firstCatch } from './catch.ts';
import { cells, steps } from './cells.ts';
import { nameOf } from './mutants.ts';

/**
 * Does what we expect of the examples depend on the model? Each step of the kernel is made wrong, one at a time,
 * and something must notice. `node test/mutations/report.ts` prints what.
 */

/** Mutants that nothing notices, and why they do no harm in this model. */
const survivors: Readonly<Record<string, string>> = {
  'break.zap-entry does not wait': `What this wait guards is the mark in the entry that it was zapped, and the model does
    not store that with the entry when writeback unlocks it. entry.test.ts asks for the wait.`,
  'break.zap-entry does not wake': `Who sleeps on a page has zapped its entry before, and a zapped entry takes no new
    reference: nobody sleeps there when the reference goes.`,
  'zap.flush waits for GUP-fast of any process': `GUP-fast ends by itself, so to wait for more of them delays the flush
    and does no harm. zap.test.ts asks for the wait for one process only.`,
  'writeback.unlock-entry does not store the entry back': `Nobody deletes an entry while it is locked, so what is
    stored back is there anyway. It is in the model for mistakes that leave that wait out.`,
  'fork.lock does not wait': `A fault or a munmap in the parent may come in between: what is copied of a page-table entry
    is copied under the page-table lock, for which the munmap waits, and a fault finds the entry there.`,
  'fork.child-runs does not wait': `A child that runs before it is there finds nothing to unmap, and keeps what it is
    given later. No demand forbids that, for a child may keep its mapping.`,
  'unbind.lock does nothing, reads 0': `What counts is that removal waits here for faults that found their block
    before the device died. Later ones find no memory, lock or no lock.`,
  'unbind.freeze does nothing, reads 1': `What counts is that it waits for an unmount that is under way. One that comes later
    finds an inode with entries or without, and waits for no more than it would.`,
  'unbind.remove-entry does not wait': `Who is told before faults fail misses a fault that comes later anyway, and who is told
    after that holds invalidate_lock here. tell.test.ts asks for the wait.`,
  'unbind.shutdown does nothing, reads 0': `kill_dax() comes next, and does to faults what the shutdown does.`,
  'umount.mount-again does nothing, reads 0': `Nobody removes the device of a file system that was mounted again.
    inode.test.ts asks what becomes of the superblock.`,
};

describe.each(cells())('$example.id under $design, as it is', ({ surprises }) => {
  test('is what it is expected to be, and its books balance', () => {
    expect(surprises).toEqual([]);
  });
});

const met = steps();

test('the scenarios come to every step of the model', () => {
  expect(landmarks.filter((at) => !met.has(at))).toEqual([]);
});

const mutants = allMutants();

test.each(mutants.map((mutant) => [nameOf(mutant), mutant] as const))(
  '%s',
  (name, mutant) => {
    const found = firstCatch(mutant);
    if (name in survivors) expect(found, 'is noticed now: take it off the list').toBeNull();
    else expect(found, 'nobody notices').not.toBeNull();
  },
  60_000,
);

test('the list of survivors names mutants that there are', () => {
  const names = mutants.map(nameOf);
  expect(new Set(names).size).toBe(names.length);
  expect(Object.keys(survivors).filter((name) => !names.includes(name))).toEqual([]);
});
