import { troublesIn } from '../../lab/kernel-log.ts';
import { scenarioIn, type Trace, traces, versionOf } from '../recordings/traces.ts';
import { listed } from '../text/layout.ts';

/** What a program of lab/reproduce said on the recorded kernels, where it was run as a reader would run it. */

/** A run on one kernel and file system. */
export interface Run {
  readonly trace: Trace;
  readonly exit: number;
  /** The last line that it printed. */
  readonly verdict: string;
  /** Functions in which the kernel warned or oopsed meanwhile, as "WARNING in …". */
  readonly trouble: readonly string[];
}

/** Every recorded run of a program, by kernel and file system. Throws if it was never run. */
export function runsOf(program: string): Run[] {
  return traces.flatMap((trace) =>
    scenarioIn(trace, `program-${program}`).steps.flatMap((step) =>
      step.op === 'program' && step.step === 'run'
        ? [
            {
              trace,
              exit: step.exit,
              verdict: step.verdict,
              trouble: troublesIn(step).map(({ kind, fn }) => `${kind} in ${fn}()`),
            },
          ]
        : [],
    ),
  );
}

/** Runs that came out alike. */
export interface Outcome {
  readonly exit: number;
  readonly verdict: string;
  readonly trouble: readonly string[];
  /** Package versions with file systems, oldest first: "6.1.176-1 (ext4, xfs)". */
  readonly on: readonly string[];
}

/** What a program said, each outcome once: affected first, then not affected, then what could not be told. */
export function outcomesOf(program: string): Outcome[] {
  const alike = Map.groupBy(runsOf(program), ({ exit, verdict, trouble }) =>
    JSON.stringify([exit, verdict, trouble]),
  );
  return [...alike.values()]
    .map((runs) => {
      const [{ exit, verdict, trouble }] = runs;
      const byVersion = Map.groupBy(runs, ({ trace }) => versionOf(trace));
      const on = [...byVersion].map(
        ([version, some]) => `${version} (${some.map(({ trace }) => trace.fs).join(', ')})`,
      );
      return { exit, verdict, trouble, on };
    })
    .sort((a, b) => order.indexOf(a.exit) - order.indexOf(b.exit));
}

const order = [1, 0, 2];

/**
 * "6.18.15 and 7.2.12 on ext4 and xfs": the kernels, by the release that they were built from, and the file systems
 * on which a program ended with `exit`. Throws if there are none, or if two kernels differ in the file systems, for
 * then one sentence cannot say it.
 */
export function kernelsWith(program: string, exit: number): string {
  const runs = runsOf(program).filter((run) => run.exit === exit);
  if (runs.length === 0) throw new Error(`${program} did not end with ${exit} on any recorded kernel`);
  const byKernel = Map.groupBy(runs, ({ trace }) => releaseOf(trace));
  const fileSystems = new Set(
    [...byKernel.values()].map((some) => listed(some.map(({ trace }) => trace.fs))),
  );
  if (fileSystems.size > 1)
    throw new Error(`${program} ended with ${exit} on other file systems on another kernel`);
  return `${listed([...byKernel.keys()])} on ${[...fileSystems][0]}`;
}

/** The release of a Debian package: "6.1.176" of "6.1.176-1". */
const releaseOf = (trace: Trace): string => versionOf(trace).replace(/-[^-]*$/, '');
