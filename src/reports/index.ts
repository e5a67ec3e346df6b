/** Findings as mails to kernel developers: a report for each finding of docs/, in a file that is called like it. */
import { cloneUnlink } from './of/clone-unlink.ts';
import { directWriteWakeup } from './of/direct-write-wakeup.ts';
import { evictUnderPin } from './of/evict-under-pin.ts';
import { memoryReadWakeup } from './of/memory-read-wakeup.ts';
import { refaultSleeper } from './of/refault-sleeper.ts';
import { unbind } from './of/unbind.ts';
import { unbindLoop } from './of/unbind-loop.ts';
import { unmappedPin } from './of/unmapped-pin.ts';
import type { Report } from './report.ts';

export { type Links, reportMail } from './mail.ts';

/** Every report. */
export const reports: readonly Report[] = [
  refaultSleeper,
  directWriteWakeup,
  unmappedPin,
  evictUnderPin,
  unbind,
  memoryReadWakeup,
  cloneUnlink,
  unbindLoop,
];

/** The report of a finding. Throws, with those there are, for a finding that has none. */
export function reportOf(finding: string): Report {
  const found = reports.find((report) => report.finding === finding);
  if (found) return found;
  throw new Error(
    `the finding '${finding}' has no report in src/reports/of; there are ${reports.map((one) => one.finding).join(', ')}`,
  );
}
