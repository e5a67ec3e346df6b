import { V612 } from '../../facts/fact.ts';
import { BEFORE, SINCE } from '../../recordings/traces.ts';
import { affected, type Report, say, unaffected } from '../report.ts';

const unlinked = { example: 'evict-pinned', property: 'no-free-while-pinned' } as const;
const unmounted = { example: 'unmount-pinned', property: 'no-free-while-pinned' } as const;

/** Before v6.15 eviction did not wait for pins. */
export const evictUnderPin: Report = {
  finding: 'evict-under-pin',
  subject: 'dax before v6.15: eviction does not wait for pinned pages',
  impact: [
    say`Before v6.15 neither an unlink nor an unmount waits for pinned FSDAX pages. The kernel warns and drops the DAX entries, and after an unlink another file can get the block while the pin is still there: a process that had put a page into a pipe read the other file's bytes from it. To put a page into a pipe takes no privilege.`,
    say`Seen on Linux ${affected('evict-under-pin')}. Since v6.15 ext4 and xfs wait, in state D, for as long as the pin lasts, and take a SIGKILL only afterwards; that was seen on Linux ${unaffected('evict-under-pin')}. This is about the stable series before v6.15.`,
  ],
  recorded: [
    {
      scenario: 'gup-reuse-4k',
      step: 'unlink',
      kernels: BEFORE,
      is: { count: 'pins', result: 'ok', log: 'dax_disassociate_entry' },
      shows: 'Unlink returns at once, though the pin is still counted, and dax_disassociate_entry() warns.',
    },
    {
      scenario: 'gup-reuse-4k',
      step: 'drain_last_pin',
      kernels: BEFORE,
      is: { foreign: true },
      shows: "Another file has got the block meanwhile: a read of the pipe gives that file's bytes.",
    },
    {
      scenario: 'evict-umount-4k',
      step: 'umount_killed',
      kernels: SINCE,
      is: { count: 'pins', blocked: ['umount'], state: 'D' },
      shows: 'Since v6.15 unmount waits for the pin, in state D, and SIGKILL does not end that.',
    },
  ],
  tree: V612,
  mechanism: say`Truncate and eviction free the same blocks, but only truncate looks for busy pages first. A pin holds neither the inode nor the mount. So eviction gets to ${'delete-6.12'} while the page is pinned: ${'evict-none-6.12'} does not wait before that, nor does xfs. ${'warn-busy-6.12'} warns that the count is above 1, and goes on. An unmount frees no block; but after the next mount nothing knows of the pin, and the block is freed when the file is removed.`,
  since: say`v5.10 does not wait; we read nothing older, and bisected nothing. It was fixed for v6.15 by ${'block-reuse'}: ${'evict-7.2'} and ${'evict-xfs-7.2'} wait. Of the series before we read v6.12.107, which has no such wait.`,
  program: 'evict-under-pin',
  needs: 'a directory on ext4 or xfs, mounted with -o dax; no privileges',
  calls: [
    'A: mmap(MAP_SHARED), write to the page, vmsplice() it into a pipe',
    'A: munmap(), close()',
    'B: unlink()                      returns at once before v6.15',
    'A: the pipe still has the page   its block is free by now',
  ],
  model: [
    { of: { ...unlinked, design: 'gup-put' }, is: 'fails', where: 'unlink' },
    { of: { ...unlinked, design: 'v6.15' }, is: 'holds', where: 'unlink' },
    { of: { ...unmounted, design: 'gup-put' }, is: 'fails', where: 'unmount' },
    { of: { ...unmounted, design: 'v6.15' }, is: 'holds', where: 'unmount' },
  ],
  options: [
    {
      what: 'the wait of v6.15 alone, on the code before: it does not need the counts of v6.15, which rest at 0',
      verdicts: [{ of: { ...unlinked, design: 'gup-put+evict-waits' }, is: 'holds' }],
    },
    {
      what: 'the counts of v6.15 without that wait',
      verdicts: [{ of: { ...unlinked, design: 'v6.15+evict-does-not-wait' }, is: 'fails' }],
    },
  ],
};
