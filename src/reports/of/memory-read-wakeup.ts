import { V612 } from '../../facts/fact.ts';
import { SINCE } from '../../recordings/traces.ts';
import { interrupted } from '../interrupted.ts';
import { affected, type Report, say, unaffected } from '../report.ts';

/** What the program says where a wake-up is lost. */
const ASLEEP = 'affected: truncate slept though nobody held the page, until another reference went';

const lost = { example: 'memory-read', property: 'no-lost-wakeup' } as const;

/** In v6.12 a futex call and a remote memory read lose truncate's wake-up. */
export const memoryReadWakeup: Report = {
  finding: 'memory-read-wakeup',
  subject: 'dax 6.12: truncate not woken after futex/mem read',
  impact: [
    say`On v6.12 a truncate of a DAX file can sleep on although nobody holds a page of the file any more. It takes neither direct I/O nor a pipe: it is enough that, at the moment of the truncate, a process reads another one's mapping of the file through /proc/PID/mem, or makes a futex call on a word in a mapping. That takes no privilege over the file but to map it.`,
    say`Truncate sleeps until a signal comes, or until another reference to that page comes and goes by a put that does wake. Seen on Linux ${affected('memory-read-wakeup')}, and not on ${unaffected('memory-read-wakeup')}. It has to be raced: the program below tries for a minute, unless a truncate sleeps before.`,
  ],
  recorded: [
    {
      scenario: 'program-memory-read-wakeup',
      step: 'run',
      kernels: '6.12',
      is: { verdict: ASLEEP },
      shows:
        'With reads through /proc/PID/mem, truncate slept though nobody held the page, until another reference went.',
    },
    {
      scenario: 'program-memory-read-wakeup',
      step: 'run_futex',
      kernels: '6.12',
      is: { verdict: ASLEEP },
      shows: 'With futex calls it slept in the same way.',
    },
    {
      scenario: 'program-memory-read-wakeup',
      step: 'run_futex',
      kernels: '5.10,6.1',
      is: { verdict: 'not affected: no truncate slept for 2 seconds' },
      shows: 'With futex calls no truncate slept.',
    },
    {
      scenario: 'program-memory-read-wakeup',
      step: 'run_futex',
      kernels: SINCE,
      is: { verdict: 'not affected: truncate went on when the accesses ended' },
      shows: 'With futex calls truncate went on when those ended.',
    },
    interrupted('6.12'),
  ],
  tree: V612,
  mechanism: say`An idle FSDAX page of that kernel has a count of 1. A futex call takes a FOLL_GET reference for a moment, in ${'futex-get-6.12'}, and drops it by folio_put(), in ${'futex-put-6.12'}. Access to another process's memory takes one for as long as the copy lasts, in ${'remote-get-6.12'}, and drops it by folio_put() too, in ${'remote-release-6.12'}. A truncate that comes in between finds the page busy and sleeps. folio_put() acts on a count of 0 only: it leaves 1, and wakes nobody. The wake-up at 1 is in put_page(), and since v5.19 in GUP's own put.`,
  since: say`In v6.1 both callers drop the page by put_page(): ${'futex-put-6.1'} and ${'remote-put-6.1'}. By the posted patches and the requests to pull them, the futex code changed for v6.7 and the other for v6.8, with the two commits below; the second uses a helper that ${'highmem-commit'} had turned to folios. None of that was bisected. Since v6.15 an idle page has a count of 0, and any put that reaches it wakes.`,
  brought: ['futex-folio-commit', 'remote-kmap-commit'],
  program: 'memory-read-wakeup',
  needs: 'a directory on ext4 or xfs, mounted with -o dax; no privileges',
  calls: [
    'A: mmap(MAP_SHARED) of the page',
    "B: reads A's page through /proc/PID/mem, or FUTEX_WAKE, in a loop",
    'C: pwrite() of the page, ftruncate(fd, 0), in a loop',
    'C: sleeps in ftruncate(), though A and B have ended',
    'D: vmsplice() of the page and read() from the pipe: C goes on',
  ],
  besides: ['linux-fsdevel@vger.kernel.org', 'nvdimm@lists.linux.dev'],
  model: [{ of: { ...lost, design: 'gup-put' }, is: 'fails', where: 'the page dropped by folio_put()' }],
  options: [
    {
      what: 'put_page() in these callers, as in v6.1; searched with a task that does DMA in place of the read',
      verdicts: [{ of: { example: 'put-page', design: 'gup-put', property: 'no-lost-wakeup' }, is: 'holds' }],
      ran: '6.12+put-page',
    },
    {
      what: 'a folio_put() that knows that 1 means idle, the first patch of July 2022; every folio pays for it',
      verdicts: [{ of: { ...lost, design: 'folio-put' }, is: 'holds' }],
      ran: '6.12+folio-put',
    },
    {
      what: 'counts that rest at 0, as in v6.15; but there the read leaves a mapping behind, and truncate may sleep on that',
      verdicts: [
        { of: { ...lost, design: 'v6.15' }, is: 'holds' },
        { of: { example: 'memory-read', design: 'v6.15', property: 'truncate-finishes' }, is: 'fails' },
      ],
    },
  ],
};
