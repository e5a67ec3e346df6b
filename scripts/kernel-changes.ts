import { compare, comparisonLines } from '../src/recordings/changes.ts';
import { kernels, traces } from '../src/recordings/traces.ts';
import { outputOf } from '../src/text/output.ts';

/**
 * What a recorded kernel does otherwise than the one before it: `node scripts/kernel-changes.ts [SERIES]`, the newest if
 * none is named. The last line is ready to become a `changes` line of a page. lab/run calls it for a kernel that is new.
 */

const { out, err } = outputOf('kernel-changes');
const newer = process.argv[2] ?? kernels[kernels.length - 1];
const older = kernels[kernels.indexOf(newer) - 1];
if (!kernels.includes(newer) || older === undefined) {
  err(`usage: node scripts/kernel-changes.ts SERIES; there are ${kernels.slice(1).join(', ')}`);
  process.exit(2);
}
const pairs = traces
  .filter(({ kernel }) => kernel === newer)
  .flatMap((now) => {
    const before = traces.find(({ kernel, fs }) => kernel === older && fs === now.fs);
    return before ? [compare(before, now)] : [];
  });
for (const line of comparisonLines(older, newer, pairs)) out(line);
