import { V61 } from '../../facts/fact.ts';
import { interrupted } from '../interrupted.ts';
import { affected, type Report, say, unaffected } from '../report.ts';

const lost = { example: 'bare-put', property: 'no-lost-wakeup' } as const;

/** In v6.1.y the end of a direct write loses truncate's wake-up. */
export const directWriteWakeup: Report = {
  finding: 'direct-write-wakeup',
  subject: 'block 6.1.y: DAX truncate not woken after O_DIRECT',
  impact: [
    say`In the stable series v6.1, since v6.1.75, a truncate of a DAX file can hang: it waits for an O_DIRECT write from a mapping of that file, and nothing wakes it when the write is done. It sleeps on, on a page that nobody holds, until a signal comes, or until another reference to the page is dropped by a put that does wake, such as that of a pipe.`,
    say`The function that drops the pages is common to O_DIRECT writes to block devices and through iomap; direct I/O on NFS, Ceph and FUSE has its own.`,
    say`Seen on Linux ${affected('direct-write-wakeup')}, the stock kernel of Debian bookworm, and not on ${unaffected('direct-write-wakeup')}.`,
  ],
  recorded: [
    {
      scenario: 'pin-direct-write-4k',
      step: 'truncate_after_resume',
      kernels: '6.1',
      is: { count: 'rest', blocked: ['truncate'], state: 'S' },
      shows: 'Four seconds after the write has completed truncate still sleeps, in state S, on an idle page.',
    },
    {
      scenario: 'pin-direct-write-4k',
      step: 'poke_drain',
      kernels: '6.1',
      is: { returned: ['truncate'], ended: ['ok'] },
      shows: 'A vmsplice of the same page into a pipe and a drain of that pipe wake it.',
    },
    interrupted('6.1'),
  ],
  tree: V61,
  mechanism: say`Direct I/O takes FOLL_GET references in ${'bio-get-6.1'}, and ${'bio-put-6.1'} drops them by a plain folio put, which acts on a count of 0 only. But an idle FSDAX page of that kernel has a count of 1: the put leaves 1, and wakes nobody. By then what truncate waits for is true; it looks again only after a wake-up or a signal. The wake-up at 1 is in ${'put-page-6.1'}, and since v5.19 in ${'gup-put-6.1'}.`,
  since: say`The backport of the commit below brought it: there it replaced put_page(). By Debian's changelog it is among the changes from v6.1.74 to v6.1.75. The hash below is mainline's, and in mainline the commit does no harm, as far as we read it: since v6.5 direct I/O pins with FOLL_PIN and unpins through GUP, by ${'bio-pin-commit'}. All that is from the source, not bisected. v6.1.176 still has it.`,
  brought: ['bio-folio-commit'],
  introduced: 'v6.1.74..v6.1.75',
  program: 'direct-write-wakeup',
  needs:
    'a directory on ext4 or xfs, mounted with -o dax; root, for dmsetup, which only holds the write in flight; the first 4 KB of the device are overwritten',
  calls: [
    'A: mmap(MAP_SHARED), write to the page',
    'A: pwrite() of it to a suspended dm device, opened with O_DIRECT',
    'B: ftruncate(fd, 0)              sleeps, as it should',
    'the device is resumed: the write completes, nobody holds the page',
    'B: sleeps, until vmsplice() of the page and read() from the pipe',
  ],
  besides: ['linux-fsdevel@vger.kernel.org', 'nvdimm@lists.linux.dev'],
  model: [{ of: { ...lost, design: 'gup-put' }, is: 'fails', where: 'the page dropped by folio_put()' }],
  options: [
    {
      what: 'put_page() in place of the folio put, as in v6.1 before that change',
      verdicts: [{ of: { example: 'put-page', design: 'gup-put', property: 'no-lost-wakeup' }, is: 'holds' }],
    },
    {
      what: 'FOLL_PIN references for direct I/O, as in v6.5',
      verdicts: [
        { of: { example: 'missed-wakeup', design: 'gup-put', property: 'no-lost-wakeup' }, is: 'holds' },
      ],
    },
    {
      what: 'a folio_put() that knows that 1 means idle, the first patch of July 2022; every folio pays for it',
      verdicts: [{ of: { ...lost, design: 'folio-put' }, is: 'holds' }],
    },
    {
      what: 'counts that rest at 0, as in v6.15',
      verdicts: [{ of: { ...lost, design: 'v6.15' }, is: 'holds' }],
    },
  ],
};
