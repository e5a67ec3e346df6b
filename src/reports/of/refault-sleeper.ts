import { V72 } from '../../facts/fact.ts';
import { SINCE } from '../../recordings/traces.ts';
import { interrupted } from '../interrupted.ts';
import { type Option, type Report, say } from '../report.ts';

/** The options that were built into a kernel, and run. */
const ran: readonly string[] = ['wait-for-mappings', 'every-put-wakes', 'fault-wakes'];

/** An option for the sleeper, and whether it helps where the page is touched again, and where its block is shared. */
const option = (
  id: string,
  what: string,
  touched: 'holds' | 'fails',
  shared: 'holds' | 'fails',
  ...more: Option['verdicts'][number][]
): Option => {
  const finishes = (example: string) => ({
    example,
    design: `v6.15+${id}`,
    property: 'truncate-finishes',
  });
  return {
    what,
    verdicts: [
      { of: finishes('refault'), is: touched, where: 'touched again' },
      { of: finishes('reflink'), is: shared, where: 'a shared block' },
      ...more,
    ],
    ...(ran.includes(id) ? { ran: `7.2+${id}` } : {}),
  };
};

/** Since v6.15 a mapping that is made while truncate sleeps keeps it asleep. */
export const refaultSleeper: Report = {
  finding: 'refault-sleeper',
  subject: 'dax: truncate sleeps on a mapping after the last unpin',
  impact: [
    say`Since v6.15 a truncate that waits for a pinned FSDAX page can sleep on after the last unpin: it then waits for a mapping of that page. One touch of the page through a mapping of the file while truncate sleeps is enough, by whichever process has it mapped. Nothing has to be raced, and no privileges are needed: one process can pin, map and unpin, and whoever truncates the file hangs.`,
    say`Only the end of that mapping or a signal wakes it. Truncate holds the inode lock all the time, and whoever wants that lock sleeps behind it in state D. With reflink on xfs no touch is needed, and the mapping may be of another file that shares the block, in a process that need not know of the truncated one.`,
  ],
  recorded: [
    {
      scenario: 'refault-sleeper-4k',
      step: 'ten_seconds_later',
      kernels: SINCE,
      is: { count: 'mappings', blocked: ['truncate'], state: 'S' },
      shows: 'Ten seconds after the unpin truncate sleeps, in state S, and mappings are all that is counted.',
    },
    interrupted(SINCE),
    {
      scenario: 'reflink-sleeper',
      step: 'p1_write_file1',
      kernels: SINCE,
      is: { returned: ['truncate'], ended: ['ok'] },
      shows: 'A write to the other file copies the block, and ends the wait.',
    },
  ],
  tree: V72,
  mechanism: say`Truncate unmaps the file, finds the page busy and sleeps. For that ${'wait-unlock-7.2'} gives invalidate_lock up, and the file has its old size until ${'refault-window-7.2'} goes on, so a fault maps the page again: a reference and a mapcount. The scan would not call such a page busy, since ${'scan-7.2'} compares the two. But the sleeper waits for a count of 0, ${'wait-7.2'}; only ${'wake-7.2'} wakes it, at 0; and ${'refault-sleeps-7.2'} does not scan in between.`,
  since: say`Since the commit below, in v6.15; before it a mapping held nothing, and the unpin brought the count to its resting value. Read in the source, not bisected. No commit that ends it is known to us.`,
  brought: ['refcount-commit'],
  program: 'refault-sleeper',
  needs: 'a directory on ext4 or xfs, mounted with -o dax; no privileges',
  calls: [
    'A: mmap(MAP_SHARED), write to the page, vmsplice() it into a pipe',
    'B: ftruncate(fd, 0)              sleeps, as it should',
    'A: read the page                 it is mapped again',
    'A: read() from the pipe          nobody holds it but the mapping',
    'B: sleeps, until A calls munmap()',
  ],
  besides: ['linux-xfs@vger.kernel.org'],
  model: [
    {
      of: { example: 'refault', design: 'gup-put', property: 'truncate-finishes' },
      is: 'holds',
      where: 'v5.19',
    },
    {
      of: { example: 'refault', design: 'v6.15', property: 'truncate-finishes' },
      is: 'fails',
      where: 'v6.15',
    },
    { of: { example: 'refault', design: 'v6.15', property: 'no-lost-wakeup' }, is: 'holds', where: 'v6.15' },
    {
      of: { example: 'reflink', design: 'v6.15', property: 'truncate-finishes' },
      is: 'fails',
      where: 'v6.15, a shared block',
    },
  ],
  options: [
    option(
      'wait-for-mappings',
      'the sleeper waits for what the scan asks for, and a put that leaves only mappings wakes it',
      'holds',
      'holds',
    ),
    option('every-put-wakes', 'the same, and every put of such a page wakes it', 'holds', 'holds'),
    option('fault-wakes', 'a fault that maps the page wakes it, and it unmaps again', 'holds', 'fails'),
    option('keep-lock', 'truncate keeps invalidate_lock while it sleeps', 'holds', 'fails', {
      of: { example: 'pin-and-fault', design: 'v6.15+keep-lock', property: 'truncate-finishes' },
      is: 'fails',
      where: 'the pin holder has to fault another page in',
    }),
  ],
  compared: 'second-fault/#options',
};
