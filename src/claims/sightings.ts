import type { Sighting, Sightings } from '../recordings/sighting.ts';
import { BEFORE, SINCE } from '../recordings/traces.ts';

/** Steps that bear on more than one claim, each with what is to be seen in it. */
const step = {
  idleSince: {
    scenario: 'life-4k',
    step: 'idle_before_any_fault',
    kernels: SINCE,
    is: { count: 'evidence' },
    shows: 'A page that nobody has touched rests at 0.',
  },
  mappedSince: {
    scenario: 'life-4k',
    step: 'p1_read_fault',
    kernels: SINCE,
    is: { count: 'mappings' },
    shows: 'The first fault takes one reference, for its entry.',
  },
  lastUnmapSince: {
    scenario: 'life-4k',
    step: 'p1_munmap_last',
    kernels: SINCE,
    is: { count: 'rest' },
    shows: 'With the last mapping the last reference goes, and the file still has the block.',
  },
  truncateWoken: {
    scenario: 'gup-truncate-4k',
    step: 'drain_last_pin',
    kernels: '6.1,6.12',
    is: { count: 'rest', returned: ['truncate'] },
    shows: 'When a FOLL_GET reference goes by put_page(), truncate is woken.',
  },
  pinWoken: {
    scenario: 'pin-readv-4k',
    step: 'pinner_killed_truncate',
    kernels: '6.1,6.12',
    is: { count: 'rest', returned: ['truncate'] },
    shows: 'When a FOLL_PIN reference goes through GUP, truncate is woken.',
  },
  directWriteSleeper: {
    scenario: 'pin-direct-write-4k',
    step: 'truncate_after_resume',
    kernels: '6.1',
    is: { count: 'rest', blocked: ['truncate'] },
    shows:
      'A direct write took a FOLL_GET reference, the block layer has dropped it, and truncate sleeps on.',
  },
  directWriteWoken: {
    scenario: 'pin-direct-write-4k',
    step: 'dm_resumed',
    kernels: SINCE,
    is: { count: 'rest', returned: ['direct_write', 'truncate'] },
    shows: 'The end of a direct write wakes truncate.',
  },
  unmappedBefore: {
    scenario: 'gup-unmapped-4k',
    step: 'op_started',
    kernels: BEFORE,
    is: { count: 'pins', result: 'ok', log: 'dax_disassociate_entry' },
    shows: 'Nothing maps the file; truncate does not wait for the pin, and the kernel warns.',
  },
  unmappedSince: {
    scenario: 'gup-unmapped-4k',
    step: 'op_started',
    kernels: SINCE,
    is: { count: 'pins', blocked: ['truncate'] },
    shows: 'Nothing maps the file, and truncate waits for the pin.',
  },
  unlinkBefore: {
    scenario: 'evict-unlink-4k',
    step: 'unlink',
    kernels: BEFORE,
    is: { count: 'pins', result: 'ok', log: 'dax_disassociate_entry' },
    shows: 'The end of an unlinked file does not wait for the pin, and the kernel warns.',
  },
  unlinkSince: {
    scenario: 'evict-unlink-4k',
    step: 'unlink',
    kernels: SINCE,
    is: { count: 'pins', blocked: ['unlink'], state: 'D' },
    shows: 'The end of an unlinked file waits for the pin.',
  },
  umountBefore: {
    scenario: 'evict-umount-4k',
    step: 'umount',
    kernels: BEFORE,
    is: { count: 'pins', result: 'ok', log: 'dax_disassociate_entry' },
    shows: 'Unmounting does not wait for the pin, and the kernel warns.',
  },
  umountSince: {
    scenario: 'evict-umount-4k',
    step: 'umount_killed',
    kernels: SINCE,
    is: { count: 'pins', blocked: ['umount'], state: 'D' },
    shows: 'Unmounting waits for the pin, and SIGKILL does not end it.',
  },
  foreignBytes: {
    scenario: 'gup-reuse-4k',
    step: 'drain_last_pin',
    kernels: BEFORE,
    is: { foreign: true },
    shows: 'After an unlink under a pin another file got the block, and the old reference read its bytes.',
  },
  refaultSince: {
    scenario: 'refault-sleeper-4k',
    step: 'ten_seconds_later',
    kernels: SINCE,
    is: { count: 'mappings', blocked: ['truncate'], state: 'S' },
    shows: 'No pin is left, a mapping is, and truncate sleeps on.',
  },
  refaultBefore: {
    scenario: 'refault-sleeper-4k',
    step: 'drain_first_pin',
    kernels: BEFORE,
    is: { count: 'rest', returned: ['truncate'] },
    shows: 'The same steps, and the last unpin wakes truncate.',
  },
  unbindUnderMapping: {
    scenario: 'unbind-mapped',
    step: 'unbind',
    kernels: SINCE,
    is: { result: 'ok', gone: true },
    shows: 'Removal does not wait for the mapping.',
  },
  readAfterUnbind: {
    scenario: 'unbind-mapped',
    step: 'mapper_read_same_page',
    is: { result: 'ok', gone: true },
    shows: 'The device is gone, and reading through the mapping gets no signal.',
  },
  unbindWaited: {
    scenario: 'unbind-pinned',
    step: 'four_seconds_later',
    kernels: '5.10',
    is: { blocked: ['unbind'], state: 'D' },
    shows: 'Removal waits for the pin.',
  },
  unbindWaitsAtEviction: {
    scenario: 'unbind-left-pinned-4k',
    step: 'unbind',
    kernels: SINCE,
    is: { count: 'pins', blocked: ['unbind'], state: 'D' },
    shows: 'Nobody uses the file: removal evicts its inode, and waits for the pin.',
  },
  openAfterUnbind: {
    scenario: 'unbind-open-pinned-4k',
    step: 'pipe_dropped',
    kernels: SINCE,
    is: { gone: true, result: 'died', log: 'page_cache_pipe_buf_release' },
    shows: 'The file was open: removal did not wait, and to drop the pin touches a struct page that is gone.',
  },
  pinAfterUnbind: {
    scenario: 'unbind-pinned',
    step: 'pipe_dropped',
    kernels: `6.1,6.12,${SINCE}`,
    is: { gone: true, result: 'died', log: 'page_cache_pipe_buf_release' },
    shows: 'Removal did not wait for the pin, and to drop it touches a struct page that is gone.',
  },
} as const satisfies Readonly<Record<string, Sighting>>;

const against = (sighting: Sighting): Sighting => ({ ...sighting, bearing: 'against' });
const beyond = (sighting: Sighting): Sighting => ({ ...sighting, bearing: 'beyond' });
const beside = (sighting: Sighting): Sighting => ({ ...sighting, bearing: 'beside' });
const on = (kernels: string, sighting: Sighting): Sighting => ({ ...sighting, kernels });

const RACE = 'it needs GUP-fast between two of its reads, which cannot be forced from user space';
const NO_RELEASE = 'no release has references for mappings and a removal that waits for them';

/** What real kernels did where a claim speaks of it, by the claim's number. */
export const sightingsOfClaims: Readonly<Record<number, Sightings>> = {
  1: {
    seen: [
      {
        scenario: 'life-4k',
        step: 'p1_read_fault',
        kernels: BEFORE,
        is: { count: 'evidence' },
        shows: 'A mapping leaves the count where it was.',
      },
      {
        scenario: 'life-4k',
        step: 'truncate0_while_mapped_no_pin',
        kernels: BEFORE,
        is: { count: 'evidence' },
        shows: 'So does truncate, which frees the block.',
      },
      beside(step.idleSince),
    ],
  },
  2: {
    seen: [
      beside({
        ...step.directWriteSleeper,
        shows: 'Not GUP, but the block layer drops this reference through a folio; truncate sleeps on.',
      }),
    ],
    unseen: 'v5.18, where GUP did so, was not recorded',
  },
  3: {
    seen: [
      {
        scenario: 'gup-truncate-4k',
        step: 'op_started',
        is: { blocked: ['truncate'], state: 'S' },
        shows: 'Who waits for a pin in truncate sleeps interruptibly.',
      },
      beside(step.unlinkSince),
    ],
    unseen: 'no recording is as long as the time after which the detector reports',
  },
  4: { unseen: 'no release has that patch' },
  5: { seen: [step.truncateWoken, step.pinWoken, beyond(step.directWriteSleeper)] },
  6: { seen: [step.directWriteSleeper, step.directWriteWoken] },
  7: { unseen: 'a forecast is not in a recording' },
  8: { unseen: 'no recorded kernel is from between the two steps' },
  9: { unseen: 'no release has counts that rest at 1 and a GUP without the pgmap reference' },
  10: {
    seen: [beside(step.unbindWaited)],
    unseen: 'no recorded kernel tells those who map the pages and waits for pins',
  },
  11: { seen: [beyond(on(SINCE, step.pinAfterUnbind))], unseen: `for GUP itself, ${RACE}` },
  12: { unseen: RACE },
  13: { seen: [beside(step.unbindUnderMapping)], unseen: NO_RELEASE },
  14: {
    seen: [beside(step.unbindWaited), beside(step.unbindUnderMapping), beside(step.unbindWaitsAtEviction)],
    unseen: NO_RELEASE,
  },
  15: { unseen: NO_RELEASE },
  16: { unseen: NO_RELEASE },
  17: {
    seen: [
      step.idleSince,
      { ...step.mappedSince, is: { count: 'evidence' } },
      step.directWriteWoken,
      beside(step.refaultSince),
    ],
  },
  18: { seen: [on(BEFORE, step.readAfterUnbind), beside(on(SINCE, step.readAfterUnbind))] },
  19: { unseen: 'a plan of work is not in a recording' },
  20: {
    seen: [beside(step.unmappedSince), beside(step.unlinkSince), beside(step.refaultSince)],
    unseen: 'no release has the references alone, without the rest of the series',
  },
  21: { seen: [step.directWriteWoken, on(SINCE, step.truncateWoken)] },
  22: { seen: [step.unlinkBefore, step.unlinkSince, step.umountBefore, step.umountSince] },
  23: { unseen: 'it is about no page count' },
  24: { seen: [step.unmappedSince, beside(step.unmappedBefore)] },
  25: { seen: [step.unlinkSince, beside(step.unlinkBefore), beside(step.foreignBytes)] },
  26: {
    seen: [
      { ...step.mappedSince, is: { count: 'evidence' } },
      {
        scenario: 'private-fork',
        step: 'fork_child_untouched',
        kernels: SINCE,
        is: { count: 'mappings' },
        shows: 'An entry that fork() copied is counted.',
      },
      step.lastUnmapSince,
    ],
  },
  27: {
    seen: [
      step.unbindWaited,
      step.unbindWaitsAtEviction,
      beyond(step.pinAfterUnbind),
      beyond(step.openAfterUnbind),
    ],
  },
  28: {
    seen: [
      step.unbindUnderMapping,
      on(SINCE, step.pinAfterUnbind),
      step.openAfterUnbind,
      beyond(step.unbindWaitsAtEviction),
      {
        scenario: 'unbind-mapped',
        step: 'mapper_write_same_page',
        kernels: SINCE,
        is: { gone: true, log: 'do_wp_page' },
        shows: 'To write through the mapping oopses.',
      },
      {
        scenario: 'unbind-pinned',
        step: 'mapper_killed',
        kernels: SINCE,
        is: { gone: true, blocked: ['exit'], state: 'X' },
        shows: 'The end of the process, which unmaps the page, oopses.',
      },
    ],
  },
  29: {
    seen: [
      step.refaultSince,
      {
        scenario: 'refault-sleeper-4k',
        step: 'mapper_munmap',
        kernels: SINCE,
        is: { count: 'rest', returned: ['truncate'] },
        shows: 'The end of the mapping wakes it.',
      },
      beside(step.refaultBefore),
    ],
  },
  30: {
    seen: [
      against(step.unmappedBefore),
      against(step.unlinkBefore),
      against(step.umountBefore),
      against(step.foreignBytes),
    ],
  },
  31: { seen: [against(step.directWriteSleeper)] },
  32: { seen: [against(on('6.1,6.12', step.pinAfterUnbind))] },
  33: { seen: [beyond(step.refaultSince), beside(step.refaultBefore)] },
  34: { seen: [step.idleSince], unseen: 'pages of device-dax were not recorded' },
  35: { seen: [against(step.readAfterUnbind)] },
  36: { seen: [step.umountSince, beside(step.umountBefore)] },
  37: {
    unseen:
      'it needs the scan to come while writeback has the entry locked, which cannot be forced from user space',
  },
  38: { unseen: 'the series was not merged' },
  39: { unseen: 'the series was not merged' },
  40: {
    seen: [
      against({
        scenario: 'gup-other-page',
        step: 'punch_page_2',
        is: { blocked: ['punch'] },
        shows: 'Page 0 is in a pipe, and punching out page 2 waits.',
      }),
    ],
  },
  41: {
    seen: [
      {
        scenario: 'life-4k',
        step: 'umount',
        is: { count: 'rest' },
        shows: 'After every fault, fork, munmap, truncate and exit of a life the count is at rest.',
      },
      {
        scenario: 'concurrent',
        step: 'drain_p2_pin',
        is: { count: 'rest' },
        shows: 'After two mappers, two references and a truncate it is.',
      },
    ],
  },
  42: { unseen: RACE },
};

/** What real kernels did where the claim C`number` speaks of it. Throws for a claim of which nothing is said. */
export function sightingsOfClaim(number: number): Sightings {
  const found = sightingsOfClaims[number];
  if (!found)
    throw new Error(
      `src/claims/sightings.ts does not say what real kernels did of C${number}, nor why that is not known`,
    );
  return found;
}
