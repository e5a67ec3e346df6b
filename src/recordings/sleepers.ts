import type { Seen } from './cell.ts';
import { seenAt } from './recording.ts';
import { traces } from './traces.ts';
import { whoIn } from './who.ts';

/** Who waits for a page, on whose account: what was recorded of each pair that can be. */

/** Who keeps the page from being idle. */
export const holders = [
  { id: 'pin', title: 'a pin' },
  { id: 'again', title: 'the same mapping, touched again' },
  { id: 'other', title: 'another process, which touches it' },
  { id: 'private', title: 'a private mapping, touched' },
  { id: 'file', title: 'a mapping of another file' },
] as const;
export type HolderId = (typeof holders)[number]['id'];

/** A recorded step at which one could wait, with no pin left unless the pin is the holder; whether anybody did is in the recording. */
interface Place {
  readonly scenario: string;
  readonly step: string;
}

/** Somebody who may wait, and where that was recorded for each holder; a sentence where it cannot be. */
export interface Sleeper {
  /** The operation, as recordings name it. */
  readonly op: 'truncate' | 'punch' | 'clone' | 'unlink' | 'umount' | 'unbind';
  readonly title: string;
  readonly by: Readonly<Record<HolderId, Place | string>>;
}

const NO_FAULT = 'cannot be: nobody maps the file any more';
const BUSY = 'cannot be: with a mapping the unmount is refused';
const ROUND = 'cannot be: each round scans again, and to the scan a mapping is no pin';
const AS_TRUNCATE = 'not recorded; the code is that of truncate';
const after = (scenario: string): Place => ({ scenario, step: 'ten_seconds_later' });

/** In the order of the table. */
export const sleepers: readonly Sleeper[] = [
  {
    op: 'truncate',
    title: 'truncate',
    by: {
      pin: { scenario: 'gup-truncate-4k', step: 'op_started' },
      again: after('refault-sleeper-4k'),
      other: after('refault-other-process'),
      private: after('refault-private'),
      file: after('reflink-sleeper'),
    },
  },
  {
    op: 'punch',
    title: 'a punched hole',
    by: {
      pin: { scenario: 'gup-punch-4k', step: 'op_started' },
      again: AS_TRUNCATE,
      other: after('refault-punch'),
      private: AS_TRUNCATE,
      file: after('reflink-punch'),
    },
  },
  {
    op: 'clone',
    title: 'a clone onto the file, which has the lower inode number of the two',
    by: {
      pin: { scenario: 'remap-first', step: 'clone_started' },
      again: after('remap-first'),
      other: AS_TRUNCATE,
      private: AS_TRUNCATE,
      file: after('remap-shared-first'),
    },
  },
  {
    op: 'clone',
    title: 'a clone onto the file, which has the higher inode number of the two',
    by: {
      pin: { scenario: 'remap-second', step: 'clone_started' },
      again: ROUND,
      other: ROUND,
      private: ROUND,
      file: after('remap-shared-second'),
    },
  },
  {
    op: 'unlink',
    title: 'eviction, by unlink',
    by: {
      pin: { scenario: 'evict-unlink-4k', step: 'unlink' },
      again: NO_FAULT,
      other: NO_FAULT,
      private: NO_FAULT,
      file: after('reflink-unlink'),
    },
  },
  {
    op: 'umount',
    title: 'an unmount',
    by: {
      pin: { scenario: 'evict-umount-4k', step: 'umount' },
      again: BUSY,
      other: BUSY,
      private: BUSY,
      file: BUSY,
    },
  },
  {
    op: 'unbind',
    title: 'the removal of the device, where nobody uses the file',
    by: {
      pin: { scenario: 'unbind-left-pinned-4k', step: 'four_seconds_later' },
      again: NO_FAULT,
      other: NO_FAULT,
      private: NO_FAULT,
      file: after('reflink-unbind'),
    },
  },
];

/**
 * "asleep, state S: 6.18, 7.2 on ext4 and xfs", for each state; that it goes round, where it runs and does not return; that none was seen waiting,
 * where none was.
 */
export function sleptWords({ op }: Sleeper, { scenario, step }: Place): string[] {
  // A step that waits for somebody who was blocked is left out where nobody was: then nobody slept.
  const seen = seenAt(scenario, step, traces);
  const asleep = (one: Seen) => one.step.blocked?.find((call) => call.op === op)?.state;
  const states = Map.groupBy(seen.filter(asleep), (one) => asleep(one) as string);
  if (states.size === 0) return ['none seen waiting'];
  return [...states].map(
    ([state, some]) =>
      `${state === 'R' ? 'goes round without sleeping' : 'asleep'}, state ${state}: ${whoIn(
        some.map(({ trace }) => trace),
        traces,
      )}`,
  );
}
