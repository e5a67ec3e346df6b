import { V72 } from '../../facts/fact.ts';
import { SINCE } from '../../recordings/traces.ts';
import { affected, type Report, say, unaffected } from '../report.ts';

const pinned = { example: 'unbind-pinned', property: 'no-late-pin' } as const;
const mapped = { example: 'unbind-mapped', property: 'unbind-finishes' } as const;

/** Since v5.18 the removal of a device does not wait for pins. */
export const unbind: Report = {
  finding: 'unbind',
  subject: 'pmem: unbind does not wait for pins; unpin oopses',
  impact: [
    say`Since v5.18 unbind of a pmem device under a mounted file system does not wait for pinned pages of a file that somebody has open or mapped. The struct pages are gone when unbind returns, and whoever lets go of such a pin after that oopses. Unbind takes root; a pin takes no privilege: a page in a pipe is one. v5.10 waits until every pin has gone.`,
    say`If nobody has the file open or mapped, unbind evicts its inode. Before v6.15 eviction does not wait for the pin either, and the unpin oopses as above. Since v6.15 eviction waits on ext4 and on xfs without a reverse map, in state D, for as long as the pin lasts. With such a map xfs is told first and takes the DAX entry out, and the eviction does not wait. Unbind waits for no mapping; since v6.15 a process that writes through a mapping that was left behind, or exits with one, oopses as well.`,
    say`Under a pin of an open file, unbind waited on Linux ${unaffected('unbind')}; it did not on ${affected('unbind')}.`,
  ],
  recorded: [
    {
      scenario: 'unbind-open-pinned-4k',
      step: 'pipe_dropped',
      kernels: `6.1,6.12,${SINCE}`,
      is: { gone: true, result: 'died', log: 'page_cache_pipe_buf_release' },
      shows:
        'The file is open. After unbind a process reads the page out of the pipe, and oopses in page_cache_pipe_buf_release().',
    },
    {
      scenario: 'unbind-left-pinned-4k',
      step: 'four_seconds_later',
      kernels: SINCE,
      is: { count: 'pins', blocked: ['unbind'], state: 'D' },
      shows: 'Nobody has the file open or mapped: unbind waits for the pin, in state D.',
    },
  ],
  tree: V72,
  mechanism: say`A pin is a reference to a struct page. ${'unbind-5.10'} dropped the count that each page starts with, and waited for the last put of each page. ${'unbind-6.1'} waits for pgmap references only, which GUP drops before it returns. Before the struct pages go, ${'mark-dead-7.2'} evicts the inodes that nobody uses; since v6.15 ${'evict-7.2'} and ${'evict-xfs-7.2'} wait there for pins. Since v6.15 a mapping holds a reference too, and clearing its page-table entry touches a struct page that ${'unbind-live-7.2'} has taken away.`,
  since: say`The commit below took the wait for pages away, in v5.18. That is from the code, not bisected; between v5.10 and v6.1 no kernel was run. We know of no commit that brings it back. Eviction waits since ${'block-reuse'}, in v6.15.`,
  brought: ['unbind-commit'],
  program: 'unbind',
  needs:
    'a directory on ext4 or xfs, mounted with -o dax; root; THIS CRASHES THE KERNEL that it is run on, and loses the file system',
  calls: [
    'A: mmap(MAP_SHARED), write to the page, vmsplice() it into a pipe',
    'A: munmap(), and keeps the file open',
    'B: unbinds the namespace from nd_pmem    returns at once',
    'A: read() from the pipe, or exit         oopses',
  ],
  besides: ['nvdimm@lists.linux.dev'],
  model: [
    { of: { ...pinned, design: 'v5.17' }, is: 'holds', where: 'file mapped' },
    { of: { ...pinned, design: 'gup-put' }, is: 'fails', where: 'file mapped' },
    { of: { ...pinned, design: 'v6.15' }, is: 'fails', where: 'file mapped' },
    {
      of: { example: 'unbind-left', design: 'v6.15', property: 'no-late-pin' },
      is: 'holds',
      where: 'file neither open nor mapped',
    },
    {
      of: { example: 'unbind-unmapped', design: 'v6.15', property: 'no-late-mapping' },
      is: 'fails',
      where: 'file mapped',
    },
  ],
  options: [
    {
      what: 'a wait for every page, as up to v5.17',
      verdicts: [{ of: { ...pinned, design: 'v5.17' }, is: 'holds' }],
    },
    {
      what: 'the same where mappings hold references and nothing takes them away, as under the proposal of July 2022',
      verdicts: [{ of: { ...mapped, design: 'fs-held' }, is: 'fails' }],
    },
    {
      what: 'that wait, and a notice to the file system, which unmaps first',
      verdicts: [
        { of: { ...mapped, design: 'fs-held-notify' }, is: 'holds' },
        {
          of: { example: 'unbind-mapped', design: 'fs-held-notify', property: 'no-pte-to-gone-device' },
          is: 'holds',
        },
      ],
    },
  ],
};
