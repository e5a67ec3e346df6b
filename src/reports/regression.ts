import { kernels } from '../recordings/traces.ts';
import { runsOf } from '../reproducers/said.ts';
import type { Report } from './report.ts';
import { hashOf } from './words.ts';

/** Whether a report is of something that worked before: the commit that ended that is known, or kernels on both sides of it were run. */
export const isRegression = ({ brought = [], worked }: Report): boolean =>
  brought.length > 0 || worked === true;

/**
 * The paragraph by which regzbot, the kernel's bot for regressions, comes to track one; no line for what was never otherwise. It takes a single commit or a range of
 * releases, and one of them from each mail: of more commits, or none, it is told the range in which they lie, as far as kernels were run.
 */
export function trackedAs(report: Report): string[] {
  if (!isRegression(report)) return [];
  const { brought = [], introduced, program } = report;
  const known = brought.length === 1 ? hashOf(brought[0]) : rangeOf(program);
  return [`#regzbot introduced: ${introduced ?? known}`];
}

/** From the last series that is free of what a program shows to the first that is not. Throws where there are none beside each other. */
function rangeOf(program: string): string {
  const affected = new Set(
    runsOf(program)
      .filter(({ exit }) => exit === 1)
      .map(({ trace }) => trace.kernel),
  );
  const at = kernels.findIndex((kernel) => affected.has(kernel));
  if (at < 1) throw new Error(`${program}: no recorded kernel before v${kernels[at] ?? '?'} is free of it`);
  return `v${kernels[at - 1]}..v${kernels[at]}`;
}
