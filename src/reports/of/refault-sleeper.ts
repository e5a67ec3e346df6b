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
      { of: finishes('refault'), is: touched, where: 'page touched again' },
      { of: finishes('reflink'), is: shared, where: 'block shared' },
      ...more,
    ],
    ...(ran.includes(id) ? { ran: `7.2+${id}` } : {}),
  };
};

/** An option that rests on a put: a fork can raise a count after the last one. */
const forkLoses = (id: string): Option['verdicts'][number] => ({
  of: { example: 'fork-asleep', design: `v6.15+${id}`, property: 'truncate-finishes' },
  is: 'fails',
  where: 'a fork as the pin goes',
});

/** Since v6.15 a mapping that is made while truncate sleeps keeps it asleep. */
export const refaultSleeper: Report = {
  finding: 'refault-sleeper',
  subject: 'dax: truncate sleeps on a mapping after last unpin',
  impact: [
    say`Since v6.15 a truncate that waits for a pinned FSDAX page can go on sleeping after the last unpin, because somebody has the page mapped. It is enough that a process touches the page through a mapping of the file while truncate sleeps. Nothing has to be raced, and no privileges are needed: one process can pin, map and unpin the page, and whoever truncates the file hangs.`,
    say`Only the end of that mapping or a signal ends the sleep. Truncate holds the inode lock all the time, and whoever wants that lock sleeps in state D. On xfs with reflink no touch is needed: it is enough that another file which shares the block is mapped, by a process that need not know of the truncated file.`,
  ],
  recorded: [
    {
      scenario: 'refault-sleeper-4k',
      step: 'ten_seconds_later',
      kernels: SINCE,
      is: { count: 'mappings', blocked: ['truncate'], state: 'S' },
      shows:
        'Ten seconds after the last unpin truncate still sleeps, in state S, and only mappings are counted on the page.',
    },
    interrupted(SINCE),
    {
      scenario: 'reflink-sleeper',
      step: 'p1_write_file1',
      kernels: SINCE,
      is: { returned: ['truncate'], ended: ['ok'] },
      shows: 'With reflink, a write to the other file copies the block, and truncate returns.',
    },
  ],
  tree: V72,
  mechanism: say`Truncate unmaps the file, finds the page busy and sleeps. For the sleep ${'wait-unlock-7.2'} drops invalidate_lock, and the file has its old size until ${'refault-window-7.2'} goes on. So a fault can map the page again, which takes a reference and a mapcount. A new scan would not call that page busy, since ${'scan-7.2'} compares the two. But there is none: the sleeper waits in ${'refault-sleeps-7.2'} until ${'wait-7.2'} sees a count of 0, and ${'wake-7.2'} wakes it at 0 only.`,
  since: say`The commit below brought it, in v6.15: before, a mapping held no reference, and the last unpin brought the count to its resting value. That is from the source, not bisected. We know of no commit that ends it.`,
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
    },
    {
      of: { example: 'refault', design: 'v6.15', property: 'truncate-finishes' },
      is: 'fails',
    },
    { of: { example: 'refault', design: 'v6.15', property: 'no-lost-wakeup' }, is: 'holds' },
    {
      of: { example: 'reflink', design: 'v6.15', property: 'truncate-finishes' },
      is: 'fails',
      where: 'block shared',
    },
  ],
  options: [
    option(
      'wait-for-mappings',
      'truncate sleeps until only mappings hold the page, as the scan asks, and the put that leaves only mappings wakes it',
      'holds',
      'holds',
      forkLoses('wait-for-mappings'),
    ),
    option(
      'every-put-wakes',
      'the same, and every put of a FSDAX page wakes it to look',
      'holds',
      'holds',
      forkLoses('every-put-wakes'),
    ),
    option(
      'fault-wakes',
      'a fault that maps the page wakes truncate, which unmaps it again',
      'holds',
      'fails',
    ),
    option('keep-lock', 'truncate keeps invalidate_lock while it sleeps', 'holds', 'fails', {
      of: { example: 'pin-and-fault', design: 'v6.15+keep-lock', property: 'truncate-finishes' },
      is: 'fails',
      where: 'who holds the pin has to fault another page in',
    }),
  ],
  compared: 'second-fault/#options',
};
