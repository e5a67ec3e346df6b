import { ModelError } from '../checker/index.ts';
import type { Example } from '../scenario/index.ts';
import { barePut } from './bare-put.ts';
import { busyBlock } from './busy-block.ts';
import { evictPinned } from './evict-pinned.ts';
import { forkExample } from './fork.ts';
import { forkAsleep } from './fork-asleep.ts';
import { fuseRange } from './fuse-range.ts';
import { idlePage } from './idle-page.ts';
import { life } from './life.ts';
import { lockedEntry } from './locked-entry.ts';
import { memoryRead } from './memory-read.ts';
import { missedWakeup } from './missed-wakeup.ts';
import { pinAgain } from './pin-again.ts';
import { pinAndFault } from './pin-and-fault.ts';
import { putPageExample } from './put-page.ts';
import { putPageFast } from './put-page-fast.ts';
import { recheck } from './recheck.ts';
import { refault } from './refault.ts';
import { reflink } from './reflink.ts';
import { reflinkEvict } from './reflink-evict.ts';
import { twoPages } from './two-pages.ts';
import { twoPinners } from './two-pinners.ts';
import { twoTruncaters } from './two-truncaters.ts';
import { unbindLeft } from './unbind-left.ts';
import { unbindMapped } from './unbind-mapped.ts';
import { unbindNotify } from './unbind-notify.ts';
import { unbindOpen } from './unbind-open.ts';
import { unbindPinned } from './unbind-pinned.ts';
import { unbindUnmapped } from './unbind-unmapped.ts';
import { unbindUnmounting } from './unbind-unmounting.ts';
import { unmappedFile } from './unmapped-file.ts';
import { unmountPinned } from './unmount-pinned.ts';

/** Every example, in the order of the chapters that use them. Add a new one here. */
export const examples: readonly Example[] = [
  life,
  forkExample,
  missedWakeup,
  putPageExample,
  putPageFast,
  barePut,
  memoryRead,
  twoPinners,
  twoTruncaters,
  twoPages,
  idlePage,
  recheck,
  refault,
  reflink,
  pinAndFault,
  pinAgain,
  forkAsleep,
  unmappedFile,
  busyBlock,
  fuseRange,
  evictPinned,
  unmountPinned,
  reflinkEvict,
  lockedEntry,
  unbindMapped,
  unbindPinned,
  unbindUnmapped,
  unbindNotify,
  unbindUnmounting,
  unbindLeft,
  unbindOpen,
];

/** The example called `id`. Throws a ModelError that lists the examples. */
export function exampleNamed(id: string, among: readonly Example[] = examples): Example {
  const found = among.find((example) => example.id === id);
  if (found) return found;
  throw new ModelError(
    `there is no example '${id}'; the examples are ${among.map((example) => example.id).join(', ')}`,
  );
}
