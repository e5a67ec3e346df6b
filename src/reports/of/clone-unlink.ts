import { V72 } from '../../facts/fact.ts';
import { SINCE } from '../../recordings/traces.ts';
import { affected, type Report, say, unaffected } from '../report.ts';

const finishes = { example: 'reflink-evict', property: 'evict-finishes' } as const;

/** Since v6.15 the unlink of a clone waits for mappings of the file that it was cloned from. */
export const cloneUnlink: Report = {
  finding: 'clone-unlink',
  subject: "xfs, dax: clone's unlink hangs on original's mmap",
  impact: [
    say`Since v6.15, on xfs with DAX, the unlink of a clone that nobody uses can hang in state D for as long as somebody has the original mapped, the file that it was cloned from. SIGKILL does not end it; only the end of that mapping does. It takes a clone that has been mapped once, a mapping of the original that stays, and a page of a shared block that is pinned when the unlink comes, say in a pipe. No privileges are needed.`,
    say`An unbind of the device, which evicts inodes too, hangs in the same way. Seen on Linux ${affected('clone-unlink')}, and not on ${unaffected('clone-unlink')}, where the unlink waits for nothing.`,
  ],
  recorded: [
    {
      scenario: 'reflink-unlink',
      step: 'ten_seconds_later',
      kernels: SINCE,
      is: { count: 'mappings', blocked: ['unlink'], state: 'D' },
      shows:
        'Ten seconds after the last unpin the unlink still sleeps, in state D, and only the mapping of the original is counted on the page.',
    },
    {
      scenario: 'reflink-unlink',
      step: 'p1_exit',
      kernels: SINCE,
      is: { count: 'rest', returned: ['unlink'], ended: ['ok'] },
      shows: 'It returns when the process that maps the original exits.',
    },
    {
      scenario: 'reflink-unbind',
      step: 'ten_seconds_later',
      kernels: SINCE,
      is: { count: 'mappings', blocked: ['unbind'], state: 'D' },
      shows: 'An unbind of the device sleeps in the same way.',
    },
  ],
  tree: V72,
  mechanism: say`The two files share a block, and so one struct page. ${'evict-xfs-7.2'} waits in ${'break-final-7.2'}, uninterruptibly, until each page of the clone has a count of 0. But a mapping of the original holds a reference to the same page; it is no pin, and nothing asks it to go. So the count stays at 1 for as long as the original is mapped.`,
  since: say`Two changes of v6.15 together brought it: with the commit below a mapping holds a reference, whichever file it was made through; and eviction waits. That is from the source, not bisected. xfs of v5.10 does not allow DAX and reflink together; we have not looked up the commit of v6.0 that does.`,
  brought: ['refcount-commit'],
  program: 'clone-unlink',
  needs: 'a directory on xfs, made with reflink=1 and mounted with -o dax; no privileges',
  calls: [
    'A: FICLONE of file 1 to file 2; mmap(MAP_SHARED), reads both',
    'A: munmap() and close() file 2; vmsplice() the page of file 1',
    'B: unlink() of file 2            sleeps in state D',
    'A: read() from the pipe          nobody holds it but the mapping',
    'B: sleeps, SIGKILL or not, until A calls munmap() of file 1',
  ],
  model: [
    { of: { ...finishes, design: 'v6.15' }, is: 'fails' },
    { of: { ...finishes, design: 'gup-put' }, is: 'holds' },
    {
      of: { ...finishes, design: 'gup-put+evict-waits' },
      is: 'holds',
    },
  ],
  options: [
    {
      what: 'eviction sleeps until only mappings hold the page, and the put that leaves only mappings wakes it',
      verdicts: [{ of: { ...finishes, design: 'v6.15+wait-for-mappings' }, is: 'holds' }],
    },
    {
      what: 'the same, and every put of a FSDAX page wakes it to look',
      verdicts: [{ of: { ...finishes, design: 'v6.15+every-put-wakes' }, is: 'holds' }],
    },
    {
      what: 'invalidate_lock is kept during the sleep, which keeps faults away: no fault comes here',
      verdicts: [{ of: { ...finishes, design: 'v6.15+keep-lock' }, is: 'fails' }],
    },
    {
      what: 'faults wait until the sleeper is done: likewise',
      verdicts: [{ of: { ...finishes, design: 'v6.15+faults-wait' }, is: 'fails' }],
    },
  ],
  compared: 'second-fault/#options',
};
