import { V72 } from '../../facts/fact.ts';
import { SINCE } from '../../recordings/traces.ts';
import { affected, type Report, say, unaffected } from '../report.ts';

const finishes = { example: 'reflink-evict', property: 'evict-finishes' } as const;

/** Since v6.15 the unlink of a clone waits for mappings of the file that it was cloned from. */
export const cloneUnlink: Report = {
  finding: 'clone-unlink',
  subject: "xfs, dax: unlink of a clone hangs on another file's mmap",
  impact: [
    say`Two files share a block on an xfs with DAX: one is a clone of the other. Since v6.15 the unlink of the clone, which nobody uses, can hang in state D for as long as somebody has the first file mapped. SIGKILL does not reach it; it ends when that mapping goes. It takes a clone that has been mapped once, a mapping of the first file that stays, and a pin of a page of the block, in a pipe say, when the unlink comes. No privileges are needed.`,
    say`The same sleep holds up the removal of the device, which evicts inodes too. Seen on Linux ${affected('clone-unlink')}, and not on ${unaffected('clone-unlink')}, where the unlink waits for nothing.`,
  ],
  recorded: [
    {
      scenario: 'reflink-unlink',
      step: 'ten_seconds_later',
      kernels: SINCE,
      is: { count: 'mappings', blocked: ['unlink'], state: 'D' },
      shows:
        'Ten seconds after the unpin the unlink sleeps in state D, and the mapping of the other file is all that is counted.',
    },
    {
      scenario: 'reflink-unlink',
      step: 'p1_exit',
      kernels: SINCE,
      is: { count: 'rest', returned: ['unlink'], ended: ['ok'] },
      shows: 'It returns when the process that maps the other file exits.',
    },
    {
      scenario: 'reflink-unbind',
      step: 'ten_seconds_later',
      kernels: SINCE,
      is: { count: 'mappings', blocked: ['unbind'], state: 'D' },
      shows: 'An unbind of the device sleeps so too.',
    },
  ],
  tree: V72,
  mechanism: say`${'evict-xfs-7.2'} unmaps the clone, which has no mapping left, and waits in ${'break-final-7.2'}, uninterruptibly, until each page of it is at a count of 0. The page is that of the other file too. A mapping of that one is no pin, and nothing asks for it to go: the count stays at 1 for as long as the other file is mapped.`,
  since: say`Since two changes of v6.15 together: a mapping holds a reference, whichever file it was made through, with the commit below, and eviction waits. Read in the source, not bisected. xfs of v5.10 does not allow DAX and reflink together; we have not looked up the commit of v6.0 that does.`,
  brought: ['refcount-commit'],
  program: 'clone-unlink',
  needs: 'a directory on xfs, made with reflink=1 and mounted with -o dax; no privileges',
  calls: [
    'A: FICLONE of file 1 to file 2; mmap(MAP_SHARED) and read both',
    'A: munmap() and close() file 2; vmsplice() the page of file 1',
    'B: unlink() of file 2            sleeps in state D',
    'A: read() from the pipe          nobody holds it but the mapping',
    'B: sleeps, SIGKILL or not, until A calls munmap() on file 1',
  ],
  model: [
    { of: { ...finishes, design: 'v6.15' }, is: 'fails', where: 'v6.15' },
    { of: { ...finishes, design: 'gup-put' }, is: 'holds', where: 'v5.19' },
    { of: { ...finishes, design: 'gup-put+evict-waits' }, is: 'holds', where: 'v5.19, made to wait' },
  ],
  options: [
    {
      what: 'the sleeper waits for a count that mappings account for, and a put that leaves that wakes it',
      verdicts: [{ of: { ...finishes, design: 'v6.15+wait-for-mappings' }, is: 'holds' }],
    },
    {
      what: 'the same, and every put of such a page wakes it',
      verdicts: [{ of: { ...finishes, design: 'v6.15+every-put-wakes' }, is: 'holds' }],
    },
    {
      what: 'the lock is kept while it sleeps: no fault comes here that this could keep away',
      verdicts: [{ of: { ...finishes, design: 'v6.15+keep-lock' }, is: 'fails' }],
    },
    {
      what: 'faults wait for the sleeper: likewise',
      verdicts: [{ of: { ...finishes, design: 'v6.15+faults-wait' }, is: 'fails' }],
    },
  ],
  compared: 'second-fault/#options',
};
