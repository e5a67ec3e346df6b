import type { RecordedStep } from './traces.ts';

/**
 * What was done in a step, in words: "p writes page 0 through VMA 0". What came of it is not in it, so it is the
 * same on every kernel. lab/README.md says more of each operation.
 */
export function describe(step: RecordedStep): string {
  const { who } = step;
  switch (step.op) {
    case 'look':
      return 'nothing is done, the counts are read';
    case 'map': {
      const how = step.private ? ', private' : '';
      return `${who} maps ${pages(step.length)} of file ${step.file} from page ${step.page} on as VMA ${step.vma}${how}`;
    }
    case 'read':
      return `${who} reads page ${step.page} through VMA ${step.vma}`;
    case 'write':
      return `${who} writes page ${step.page} through VMA ${step.vma}`;
    case 'open':
      return `${who} opens ${step.file}, and keeps it open`;
    case 'munmap':
      return `${who} unmaps ${step.half ? 'the second half of ' : ''}VMA ${step.vma}`;
    case 'fork':
      return `${who} forks ${step.child}`;
    case 'kill':
      return `${who} gets SIGKILL`;
    case 'interrupt':
      return `${who} gets a signal that it handles`;
    case 'ignore_sigbus':
      return `${who} ignores each SIGBUS that no access of its own raises`;
    case 'vmsplice':
      return `${who} puts page ${step.page} into pipe ${step.pipe} (vmsplice, FOLL_GET)`;
    case 'drain':
      return `a page is read out of pipe ${step.pipe}, which drops its reference`;
    case 'discard':
      return `a page is dropped from pipe ${step.pipe} unread`;
    case 'suspend_device':
      return 'the device that direct writes go to is suspended';
    case 'resume_device':
      return 'the device that direct writes go to is resumed';
    case 'direct_write':
      return `${who} starts an O_DIRECT write from page ${step.page}`;
    case 'process_vm_readv':
      return `${who} reads page ${step.page} of ${step.from} into a buffer whose fault nobody answers (process_vm_readv, FOLL_PIN)`;
    case 'register_buffer':
      return `${who} registers page ${step.page} as an io_uring buffer (FOLL_LONGTERM)`;
    case 'truncate':
      return `${who} truncates file ${step.file} to ${pages(step.length)}`;
    case 'punch':
      return `${who} punches ${pages(step.length)} at page ${step.page} out of file ${step.file}`;
    case 'unlink':
      return `${who} unlinks file ${step.file}`;
    case 'umount':
      return `${who} unmounts the file system`;
    case 'fsync':
      return `${who} calls fsync on file ${step.file}`;
    case 'pwrite':
      return `${who} calls pwrite on page ${step.page} of file ${step.file}`;
    case 'drop_caches':
      return 'the caches are dropped (drop_caches)';
    case 'clone':
      return `${who} clones file ${step.file} to ${step.to} (FICLONE)`;
    case 'reuse':
      return `file ${step.file} allocates free space, looking for the block of ${step.label}, and writes to it`;
    case 'unbind':
      return `${who} unbinds the device from its driver`;
    case 'wait':
      return `${step.seconds} seconds pass`;
    case 'program':
      return `lab/reproduce/${step.program.replace(/ .*/, '')} runs${arguments_(step.program)}`;
  }
}

const pages = (n: number): string => `${n} ${n === 1 ? 'page' : 'pages'}`;

/** What a program was told to do; directories and devices are the same for all. */
function arguments_(program: string): string {
  const options = program.split(' ').filter((word, i) => i > 0 && /^(--)?[a-z-]+$/.test(word));
  return options.length === 0 ? '' : ` with ${options.join(' ')}`;
}
