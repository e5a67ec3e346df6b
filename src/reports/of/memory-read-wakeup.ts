import { V612 } from '../../facts/fact.ts';
import { interrupted } from '../interrupted.ts';
import { affected, type Report, say, unaffected } from '../report.ts';

const lost = { example: 'memory-read', property: 'no-lost-wakeup' } as const;

/** In v6.12 a futex call and a remote memory read lose truncate's wake-up. */
export const memoryReadWakeup: Report = {
  finding: 'memory-read-wakeup',
  subject: "dax, v6.12: remote read and futex lose truncate's wake-up",
  impact: [
    say`On v6.12 a truncate of a DAX file can sleep on although nobody holds a page of the file any more. It takes neither direct I/O nor a pipe: it is enough that, at the moment of the truncate, a process reads another one's mapping of the file through /proc/PID/mem, or makes a futex call on a word in a mapping. That takes no privilege but the right to map the file.`,
    say`Truncate sleeps until another reference to that page comes and goes by another put, or a signal comes. Seen on Linux ${affected('memory-read-wakeup')}, and not on ${unaffected('memory-read-wakeup')}. It has to be raced: a run of the program below goes on for a minute, unless a truncate sleeps before.`,
  ],
  recorded: [interrupted('6.12')],
  tree: V612,
  mechanism: say`An FSDAX page of that kernel rests at a count of 1. A futex call takes a FOLL_GET reference for a moment, in ${'futex-get-6.12'}, and drops it by folio_put(), in ${'futex-put-6.12'}. Access to another process's memory takes one for as long as the copy lasts, in ${'remote-get-6.12'}, and drops it by folio_put() too, in ${'remote-release-6.12'}. folio_put() looks for a count of 0. A truncate that comes in between finds the page busy and sleeps; the put leaves 1, which is idle, and wakes nobody. v5.19 taught GUP's own put that 1 wakes, and put_page() knew.`,
  since: say`In v6.1 both callers let the page go by put_page(): ${'futex-put-6.1'} and ${'remote-put-6.1'}. By the posted patches and the requests to pull them, the futex code changed for v6.7 and the other for v6.8, with the commits below; the second came to use a helper that ${'highmem-commit'} had turned to folios. Not bisected; of the trees between v6.1 and v6.12 we read none. Since v6.15 the page rests at 0, and any put that reaches it wakes.`,
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
  model: [{ of: { ...lost, design: 'gup-put' }, is: 'fails', where: 'v5.19 with a bare folio_put()' }],
  options: [
    {
      what: 'put_page() in these callers, as in v6.1',
      verdicts: [{ of: { example: 'put-page', design: 'gup-put', property: 'no-lost-wakeup' }, is: 'holds' }],
      ran: '6.12+put-page',
    },
    {
      what: 'a folio_put() that knows that 1 means idle, the first patch of July 2022; every folio pays for it',
      verdicts: [{ of: { ...lost, design: 'folio-put' }, is: 'holds' }],
      ran: '6.12+folio-put',
    },
    {
      what: 'counts that rest at 0, as in v6.15; there the read leaves a mapping behind, which truncate may sleep on',
      verdicts: [
        { of: { ...lost, design: 'v6.15' }, is: 'holds' },
        { of: { example: 'memory-read', design: 'v6.15', property: 'truncate-finishes' }, is: 'fails' },
      ],
    },
  ],
};
