import type { Sightings } from './sighting.ts';
import { BEFORE, SINCE } from './traces.ts';

const RACE = 'it needs GUP-fast between two of its reads, which cannot be forced from user space';

/** What real kernels did in the story of an example; the examples know nothing of recordings. */
export const sightingsOfExamples: Readonly<Record<string, Sightings>> = {
  life: {
    seen: [
      {
        scenario: 'life-4k',
        step: 'p2_read_fault',
        kernels: BEFORE,
        is: { count: 'rest' },
        shows: 'Two processes map the page, and its count is that of a page that nobody uses.',
      },
      {
        scenario: 'life-4k',
        step: 'p2_read_fault',
        kernels: SINCE,
        is: { count: 'mappings' },
        shows: 'Each mapping is one reference; one process has two.',
      },
      {
        scenario: 'life-4k',
        step: 'p1_munmap_last',
        is: { count: 'rest' },
        shows: 'When the last mapping is gone the count is at rest, and the file still has the block.',
      },
    ],
  },
  fork: {
    seen: [
      {
        scenario: 'private-fork',
        step: 'fork_child_untouched',
        kernels: SINCE,
        is: { count: 'mappings' },
        shows: 'fork() copied the entry of a private mapping, and the copy is counted.',
      },
      {
        scenario: 'private-fork',
        step: 'fork_child_untouched',
        kernels: BEFORE,
        is: { count: 'rest' },
        shows: 'Here no mapping is counted, and no copy of one.',
      },
      {
        scenario: 'life-4k',
        step: 'p1_forked_child_untouched',
        kernels: SINCE,
        is: { count: 'mappings' },
        shows: 'Entries of a shared mapping were not copied: the count is as before the fork.',
      },
    ],
  },
  'missed-wakeup': {
    seen: [
      {
        scenario: 'pin-readv-4k',
        step: 'truncate_started',
        is: { count: 'pins', blocked: ['process_vm_readv', 'truncate'] },
        shows: 'A FOLL_PIN reference keeps truncate asleep.',
      },
      {
        scenario: 'pin-readv-4k',
        step: 'pinner_killed_truncate',
        is: { count: 'rest', returned: ['truncate'] },
        shows: 'When it goes truncate is woken, on kernels older and newer than those of this story.',
      },
    ],
    unseen: 'v5.18, where this wake-up is missed, was not recorded',
  },
  'put-page': {
    seen: [
      {
        scenario: 'gup-truncate-4k',
        step: 'op_started',
        is: { count: 'pins', blocked: ['truncate'], state: 'S' },
        shows: 'A page in a pipe is a FOLL_GET reference, and truncate waits for it.',
      },
      {
        scenario: 'gup-truncate-4k',
        step: 'drain_last_pin',
        is: { count: 'rest', returned: ['truncate'] },
        shows: 'The pipe drops it, and truncate is woken.',
      },
    ],
  },
  'put-page-fast': { unseen: RACE },
  'fuse-range': { unseen: 'no fuse file system was recorded' },
  'memory-read': {
    unseen:
      'a program has to race for it, and what it saw is with the finding; no recording has it step by step',
  },
  'reflink-evict': {
    seen: [
      {
        scenario: 'reflink-unlink',
        step: 'unlink_file2_while_file1_pinned',
        kernels: SINCE,
        is: { count: 'pins', blocked: ['unlink'], state: 'D' },
        shows: 'Nobody uses the clone; its end waits for a pin of the page through the first file.',
      },
      {
        scenario: 'reflink-unlink',
        step: 'ten_seconds_later',
        kernels: SINCE,
        is: { count: 'mappings', blocked: ['unlink'], state: 'D' },
        shows: 'The pin has gone, and it sleeps on: the first file is mapped.',
      },
      {
        scenario: 'reflink-unlink',
        step: 'p1_exit',
        kernels: SINCE,
        is: { count: 'rest', returned: ['unlink'] },
        shows: 'The end of that mapping ends it.',
      },
    ],
  },
  'bare-put': {
    seen: [
      {
        scenario: 'pin-direct-write-4k',
        step: 'truncate_after_resume',
        kernels: '6.1',
        is: { count: 'rest', blocked: ['truncate'] },
        shows: 'The direct write is done and its reference dropped, and truncate sleeps on.',
      },
      {
        scenario: 'pin-direct-write-4k',
        step: 'poke_drain',
        kernels: '6.1',
        is: { count: 'rest', returned: ['truncate'] },
        shows: 'Another reference to the page comes and goes, by another put, and that wakes it.',
      },
    ],
  },
  'two-pinners': {
    seen: [
      {
        scenario: 'concurrent',
        step: 'drain_p1_pin',
        is: { count: 'pins', blocked: ['truncate', 'punch'] },
        shows: 'The first of two references is gone, and truncate waits for the other.',
      },
      {
        scenario: 'concurrent',
        step: 'drain_p2_pin',
        is: { count: 'rest', returned: ['truncate', 'punch'] },
        shows: 'The last one wakes it.',
      },
    ],
  },
  'two-truncaters': {
    seen: [
      {
        scenario: 'concurrent',
        step: 'second_waiter_punch',
        is: { blocked: ['truncate', 'punch'] },
        shows:
          'The second call, here a punch, does not come to the page: it sleeps where the inode lock is taken.',
      },
    ],
  },
  'two-pages': {
    seen: [
      {
        scenario: 'gup-other-page',
        step: 'punch_page_2',
        is: { blocked: ['punch'] },
        shows: 'Page 0 is in a pipe, and punching out page 2 waits.',
      },
    ],
  },
  'idle-page': { unseen: RACE },
  recheck: { unseen: RACE },
  refault: {
    seen: [
      {
        scenario: 'refault-sleeper-4k',
        step: 'ten_seconds_later',
        kernels: SINCE,
        is: { count: 'mappings', blocked: ['truncate'], state: 'S' },
        shows: 'The pin is gone, a mapping is left, and truncate sleeps on.',
      },
      {
        scenario: 'refault-sleeper-4k',
        step: 'mapper_munmap',
        kernels: SINCE,
        is: { count: 'rest', returned: ['truncate'] },
        shows: 'The end of the mapping wakes it.',
      },
      {
        scenario: 'refault-sleeper-4k',
        step: 'drain_first_pin',
        kernels: BEFORE,
        is: { count: 'rest', returned: ['truncate'] },
        shows: 'Here the mapping holds nothing, and the last unpin wakes it.',
      },
    ],
  },
  'unmapped-file': {
    seen: [
      {
        scenario: 'gup-unmapped-4k',
        step: 'op_started',
        kernels: BEFORE,
        is: { count: 'pins', result: 'ok', blocked: [], log: 'dax_disassociate_entry' },
        shows: 'Nothing maps the file; truncate does not wait for the pin, and the kernel warns.',
      },
      {
        scenario: 'gup-unmapped-4k',
        step: 'op_started',
        kernels: SINCE,
        is: { count: 'pins', blocked: ['truncate'] },
        shows: 'Here it waits.',
      },
    ],
  },
  'evict-pinned': {
    seen: [
      {
        scenario: 'evict-unlink-4k',
        step: 'unlink',
        kernels: BEFORE,
        is: { count: 'pins', result: 'ok', blocked: [], log: 'dax_disassociate_entry' },
        shows: 'The end of the inode does not wait for the pin, and the kernel warns.',
      },
      {
        scenario: 'gup-reuse-4k',
        step: 'drain_last_pin',
        kernels: BEFORE,
        is: { foreign: true },
        shows: 'After such an unlink another file got the block, and the old reference read its bytes.',
      },
      {
        scenario: 'evict-unlink-4k',
        step: 'unlink',
        kernels: SINCE,
        is: { count: 'pins', blocked: ['unlink'], state: 'D' },
        shows: 'Here it waits.',
      },
    ],
  },
  'unmount-pinned': {
    seen: [
      {
        scenario: 'evict-umount-4k',
        step: 'umount',
        kernels: BEFORE,
        is: { count: 'pins', result: 'ok', blocked: [], log: 'dax_disassociate_entry' },
        shows: 'Unmounting does not wait for the pin, and the kernel warns.',
      },
      {
        scenario: 'evict-umount-4k',
        step: 'umount_killed',
        kernels: SINCE,
        is: { count: 'pins', blocked: ['umount'], state: 'D' },
        shows: 'Here it waits, and SIGKILL does not end it.',
      },
    ],
    unseen: 'what the next mount does with the block was not recorded',
  },
  'locked-entry': {
    unseen:
      'it needs the scan to come while writeback has the entry locked, which cannot be forced from user space',
  },
  reflink: {
    seen: [
      {
        scenario: 'reflink-sleeper',
        step: 'ten_seconds_later',
        kernels: SINCE,
        is: { count: 'mappings', blocked: ['truncate'], state: 'S' },
        shows: 'The pin is gone; a mapping of the first file is left, and truncate of the second sleeps on.',
      },
      {
        scenario: 'reflink-sleeper',
        step: 'p1_write_file1',
        kernels: SINCE,
        is: { count: 'rest', returned: ['truncate'] },
        shows: 'A write through that mapping copies the block and maps the copy, which wakes truncate.',
      },
      {
        scenario: 'reflink-sleeper',
        step: 'drained',
        kernels: '6.1,6.12',
        is: { count: 'rest', returned: ['truncate'] },
        shows: 'Here the mapping holds nothing, and the last unpin wakes truncate.',
      },
    ],
    unseen: 'ext4, and xfs on 5.10, cannot share blocks under DAX',
  },
  'unbind-mapped': {
    seen: [
      {
        scenario: 'unbind-mapped',
        step: 'unbind',
        is: { result: 'ok', blocked: [], gone: true },
        shows: 'Removal does not wait for the mapping.',
      },
      {
        scenario: 'unbind-mapped',
        step: 'mapper_read_same_page',
        is: { result: 'ok', gone: true },
        shows: 'The mapping is still there: reading through it gets no signal.',
      },
      {
        scenario: 'unbind-mapped',
        step: 'mapper_write_same_page',
        kernels: SINCE,
        is: { gone: true, log: 'do_wp_page' },
        shows: 'Writing through it oopses.',
      },
    ],
  },
  'unbind-pinned': {
    seen: [
      {
        scenario: 'unbind-pinned',
        step: 'four_seconds_later',
        kernels: '5.10',
        is: { blocked: ['unbind'], state: 'D' },
        shows: 'Removal waits for the pin.',
      },
      {
        scenario: 'unbind-pinned',
        step: 'pipe_dropped',
        kernels: `6.1,6.12,${SINCE}`,
        is: { gone: true, result: 'died', log: 'page_cache_pipe_buf_release' },
        shows: 'Removal did not wait; who lets go of the page later touches a struct page that is gone.',
      },
    ],
    unseen: 'GUP that finds the page after removal was not recorded',
  },
  'unbind-left': {
    seen: [
      {
        scenario: 'unbind-left-pinned-4k',
        step: 'four_seconds_later',
        kernels: SINCE,
        is: { count: 'pins', blocked: ['unbind'], state: 'D' },
        shows: 'Removal evicts the inode, and sleeps there on the pin.',
      },
      {
        scenario: 'unbind-left-pinned-4k',
        step: 'pipe_dropped',
        kernels: SINCE,
        is: { result: 'ok', returned: ['unbind'] },
        shows: 'When the pin goes it returns, and nobody oopses.',
      },
      {
        scenario: 'unbind-left-pinned-4k',
        step: 'pipe_dropped',
        kernels: '6.1,6.12',
        is: { gone: true, result: 'died', log: 'page_cache_pipe_buf_release' },
        shows: 'Removal did not wait, and to drop the pin touches a struct page that is gone.',
      },
      {
        scenario: 'unbind-left-pinned-4k',
        step: 'four_seconds_later',
        kernels: '5.10',
        is: { blocked: ['unbind'], state: 'D' },
        shows: 'The eviction did not wait, and then removal waits for the page.',
      },
      {
        scenario: 'unbind-told-left-pinned',
        step: 'pipe_dropped',
        kernels: `6.12,${SINCE}`,
        is: { gone: true, result: 'died', log: 'page_cache_pipe_buf_release' },
        shows:
          'xfs was told, and has taken the entry out: the eviction did not wait, and to drop the pin touches a page that is gone.',
      },
    ],
  },
  'unbind-open': {
    seen: [
      {
        scenario: 'unbind-open-pinned-4k',
        step: 'pipe_dropped',
        kernels: `6.1,6.12,${SINCE}`,
        is: { gone: true, result: 'died', log: 'page_cache_pipe_buf_release' },
        shows: 'Removal did not wait, and to drop the pin touches a struct page that is gone.',
      },
      {
        scenario: 'unbind-open-pinned-4k',
        step: 'four_seconds_later',
        kernels: '5.10',
        is: { blocked: ['unbind'], state: 'D' },
        shows: 'Removal waits for the page.',
      },
      {
        scenario: 'unbind-told-open',
        step: 'umount',
        kernels: `6.12,${SINCE}`,
        is: { result: 'ok' },
        shows: 'xfs was told, and has taken the entry out: the unmount that comes after it looks at no page.',
      },
    ],
  },
  'unbind-unmounting': {
    seen: [
      {
        scenario: 'unbind-pin-after-umount',
        step: 'four_seconds_later',
        kernels: SINCE,
        is: { count: 'pins', blocked: ['unbind', 'umount'], state: 'D' },
        shows: 'The unmount waits for the pin, and removal for the unmount.',
      },
      {
        scenario: 'unbind-pin-after-umount',
        step: 'pipe_dropped',
        kernels: SINCE,
        is: { result: 'ok', returned: ['unbind', 'umount'] },
        shows: 'When the pin goes both return.',
      },
      {
        scenario: 'unbind-pin-after-umount',
        step: 'pipe_dropped',
        kernels: '6.1,6.12',
        is: { gone: true, result: 'died', log: 'page_cache_pipe_buf_release' },
        shows: 'Neither waited, and to drop the pin touches a struct page that is gone.',
      },
      {
        scenario: 'unbind-pin-after-umount',
        step: 'four_seconds_later',
        kernels: '5.10',
        is: { blocked: ['unbind'], state: 'D' },
        shows: 'The unmount did not wait, and removal waits for the pin.',
      },
    ],
  },
  'pin-and-fault': {
    unseen:
      'it needs a truncate to go to sleep in the middle of a call that takes two pages, which cannot be forced',
  },
  'fork-asleep': {
    unseen:
      'it needs an unpin while fork() has raised one of two counters, which cannot be forced from user space',
  },
  'pin-again': {
    seen: [
      {
        scenario: 'refault-newpin-4k',
        step: 'mapper_vmsplices_again',
        kernels: SINCE,
        is: { blocked: ['truncate'] },
        shows: 'Truncate sleeps, and the process that holds the page takes it again.',
      },
      {
        scenario: 'refault-newpin-4k',
        step: 'three_seconds_later',
        kernels: SINCE,
        is: { count: 'mappings', blocked: ['truncate'] },
        shows: 'Both references are gone, and truncate sleeps on the mapping.',
      },
      {
        scenario: 'refault-newpin-4k',
        step: 'drain_second_pin',
        kernels: BEFORE,
        is: { count: 'rest', returned: ['truncate'] },
        shows: 'With the last reference truncate was woken.',
      },
    ],
  },
  'busy-block': {
    unseen:
      'no kernel has a truncate that leaves busy blocks of a DAX file to the last put; what the others do is under missed-wakeup and refault',
  },
  'unbind-unmapped': { unseen: RACE },
  'unbind-notify': {
    unseen:
      'no release has references that the file system holds and a removal that waits for them, with a notice or without',
  },
};

/** What real kernels did in the story of `example`. Throws for one of which nothing is said. */
export function sightingsOfExample(example: string): Sightings {
  const found = sightingsOfExamples[example];
  if (!found)
    throw new Error(
      `src/recordings/of-examples.ts does not say what real kernels did in the example ${example}, nor why that is not known`,
    );
  return found;
}
