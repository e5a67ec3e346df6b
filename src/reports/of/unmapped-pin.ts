import { V612 } from '../../facts/fact.ts';
import { BEFORE } from '../../recordings/traces.ts';
import { affected, type Report, say, unaffected } from '../report.ts';

const freed = { example: 'unmapped-file', property: 'no-free-while-pinned' } as const;
const stray = { example: 'unmapped-file', property: 'no-stray-dma' } as const;

/** Before v6.15 truncate did not see a pinned page of a file that nobody maps. */
export const unmappedPin: Report = {
  finding: 'unmapped-pin',
  subject: 'dax before v6.15: truncate frees pinned, unmapped blocks',
  impact: [
    say`Before v6.15 truncate waits for a pinned FSDAX page only while some process maps the file. Once the last mapping is gone it frees the blocks at once, with a warning, although the pin is still there. The next file to get the block shares it with the pin: the program below read that file's bytes through a page that it had put into a pipe before. No privileges are needed.`,
    say`Seen on Linux ${affected('unmapped-pin')}, and not on ${unaffected('unmapped-pin')}. Mainline is fixed; this is about the stable series before v6.15.`,
  ],
  recorded: [
    {
      scenario: 'gup-unmapped-4k',
      step: 'op_started',
      kernels: BEFORE,
      is: { count: 'pins', result: 'ok', log: 'dax_disassociate_entry' },
      shows:
        'The process that had mapped and pinned the page has exited. Truncate returns at once, though the pin is still counted, and dax_disassociate_entry() warns.',
    },
  ],
  tree: V612,
  mechanism: say`${'scan-unmapped-6.12'} returns early when no VMA maps the file, so truncate finds no busy page. A pin needs no VMA: a pipe, or a device, keeps the page when the process that mapped it has unmapped the file or has exited. ${'truncate-entries-6.12'} then removes the entry; ${'warn-busy-6.1'} warns that the count is above 1, and goes on.`,
  since: say`v5.10 has it; we read nothing older, and bisected nothing. It was fixed for v6.15 by ${'unmapped-commit'}. v6.1.176 and v6.12.107 do not have that commit: ${'scan-unmapped-6.1'} returns early too.`,
  program: 'unmapped-pin',
  needs: 'a directory on ext4 or xfs, mounted with -o dax; no privileges',
  calls: [
    'A: mmap(MAP_SHARED), write to the page, vmsplice() it into a pipe',
    'A: munmap()',
    'B: ftruncate(fd, 0)              returns at once, with the warning',
    'with --fill: another file takes all free space, with other bytes',
    "A: read() from the pipe          gives the other file's bytes",
  ],
  model: [
    { of: { ...freed, design: 'gup-put' }, is: 'fails' },
    { of: { ...stray, design: 'gup-put' }, is: 'fails' },
    { of: { ...freed, design: 'v6.15' }, is: 'holds' },
    { of: { ...stray, design: 'v6.15' }, is: 'holds' },
  ],
  options: [
    {
      what: 'the commit that fixed it, alone, on the code before: it does not need the counts of v6.15, which rest at 0, and came before them in their series',
      verdicts: [
        { of: { ...freed, design: 'gup-put+scan-unmapped' }, is: 'holds' },
        { of: { ...stray, design: 'gup-put+scan-unmapped' }, is: 'holds' },
      ],
    },
  ],
};
