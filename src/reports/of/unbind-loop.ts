import { V72 } from '../../facts/fact.ts';
import { affected, type Report, say, unaffected } from '../report.ts';

/** Since some release between v6.12 and v6.18 the notice to xfs goes through four billion pages for each extent. */
export const unbindLoop: Report = {
  finding: 'unbind-loop',
  subject: 'xfs: unbind of pmem loops for minutes with rmapbt',
  impact: [
    say`When a pmem device is unbound under a mounted xfs with DAX and a reverse map, unbind can loop in the kernel: it goes through four billion pages for each extent that is in any allocation group but the last, of a DAX file whose inode is in memory. One file with one block there is enough; nobody need have it mapped. In one run of v7.2 under emulation that one block took seventeen minutes; then unbind returned. Unbind takes root.`,
    say`The loop takes no SIGKILL, and runs on a CPU all the time. The file system is frozen until it is through: a write fault waits in state D and takes no SIGKILL either, while a read fault maps the page again that the notice has just unmapped.`,
    say`Seen on Linux ${affected('unbind-loop')}, and not on ${unaffected('unbind-loop')}, where unbind returns.`,
  ],
  recorded: [
    {
      scenario: 'unbind-told-first-group',
      step: 'four_seconds_later',
      kernels: '6.18,7.2,7.3',
      is: { count: 'rest', blocked: ['unbind'], state: 'R' },
      shows: 'The file is in the first of two groups. The page is unmapped, and unbind runs on, in state R.',
    },
    {
      scenario: 'unbind-told-first-group',
      step: 'mapper_read_same_page',
      kernels: '6.18,7.2,7.3',
      is: { count: 'mappings', result: 'ok' },
      shows: 'Meanwhile a process reads the page, and maps it again by that.',
    },
    {
      scenario: 'unbind-told-ignored',
      step: 'unbind',
      kernels: '6.12,6.18,7.2,7.3',
      is: { result: 'ok', gone: true },
      shows: 'The same with the file in the last group: unbind returns.',
    },
  ],
  tree: V72,
  mechanism: say`${'xfs-group-end-7.2'} sets the end of the range that it looks for to ones in all 32 bits, and in the last group alone to a block. The same function adds one to that end before it takes the smaller of it and the size of the group: so every group but the last has 0 blocks. ${'xfs-page-count-7.2'} then takes the start of an extent from 0, in 32 bits, and ${'kill-procs-loop-7.2'} goes through nearly 0xffffffff indices of the file. ${'lock-absent-7.2'} makes each step short where there is no page, but nothing in the loop gives way or looks for a signal. ${'xfs-shuts-down-7.2'} thaws the file system when all extents have been gone through.`,
  since: say`xfs goes through its files before a removal since ${'pre-remove-commit'}, v6.8. In v6.12 the smaller is taken first, and one is added then: ${'xfs-group-blocks-6.12'}. The sum that wraps stands in a proposal of December 2024: ${'xfs-group-blocks-mail'}. v6.18 was run and not read, no release between v6.12 and v6.18 was read or run, and nothing was bisected. We know of no commit that mends it; the same sum is in v7.3: ${'xfs-group-blocks-7.3'}.`,
  worked: true,
  program: 'unbind-loop',
  needs:
    'a directory on xfs with a reverse map and two allocation groups or more, mounted with -o dax; root; THIS TAKES THE DEVICE AWAY, loses the file system, and can leave a task that runs on in the kernel',
  calls: [
    'A: open() of a file with a block in a group that is not the last',
    'B: unbinds the namespace from nd_pmem    runs on in the kernel',
    'A: looks for twenty seconds, then SIGKILL to B: B runs on',
  ],
  besides: ['nvdimm@lists.linux.dev'],
  model: 'The model on the page has no extents and no groups, and says nothing of this.',
  options: [
    {
      what: 'the smaller is taken first and one is added then, as in v6.12; in 64 bits the sum does not wrap either',
      verdicts: [],
    },
  ],
};
