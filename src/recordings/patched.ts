import { pathToFileURL } from 'node:url';
import { troublesIn } from '../../lab/kernel-log.ts';
import type { PatchedTrace } from '../../lab/schema.ts';
import { readPatchedTraces } from '../../lab/traces.ts';
import { modelled } from '../calibration/index.ts';
import { listed } from '../text/layout.ts';
import { agreementOn } from './agreement.ts';
import { type Change, compare } from './changes.ts';
import { costWords } from './cost.ts';
import { scenarioIn, type Trace, traces, versionOf } from './traces.ts';

/**
 * What kernels did that were built with an option patched in. No other list of recordings has them: nobody runs such a
 * kernel, and what Linux does is not to be read off it.
 */
export const patchedTraces: readonly PatchedTrace[] = readPatchedTraces(pathToFileURL('lab/traces/patched/'));

/** "7.2+every-put-wakes": a kernel's name, as lab/run takes it. */
export const patchedName = ({ kernel, patched }: PatchedTrace): string => `${kernel}+${patched.option}`;

/** A kernel with an option, beside Debian's of the same source on the same file system. */
export interface PatchedRun {
  readonly trace: PatchedTrace;
  readonly debians: Trace;
  /** What it did otherwise: counts, results, who was blocked. */
  readonly changes: readonly Change[];
  /** Scenarios in which it oopsed, and Debian's did not. */
  readonly oopses: readonly string[];
  /** Recorded steps that the model, with the option, does as recorded. */
  readonly agrees: number;
  /** How programs of lab/reproduce ended. */
  readonly ended: readonly ProgramRun[];
}

/** How a program of lab/reproduce ended on the two. */
export interface ProgramRun {
  readonly program: string;
  readonly exit: number;
  readonly debians: number;
}

/** A kernel's runs by file system. Throws if there are none, or where the model does otherwise. */
export function patchedRuns(name: string): PatchedRun[] {
  const found = patchedTraces.filter((trace) => patchedName(trace) === name);
  if (found.length === 0) throw new Error(`no kernel '${name}' was run; there are ${names().join(', ')}`);
  return found.map((trace) => {
    const debians = traces.find(({ kernel, fs }) => kernel === trace.kernel && fs === trace.fs);
    if (!debians) throw new Error(`there is no recording of Debian's ${trace.kernel} on ${trace.fs}`);
    return {
      trace,
      debians,
      changes: compare(debians, trace).changes,
      oopses: trace.scenarios
        .map(({ name }) => name)
        .filter((name) => oopsedIn(trace, name) && !oopsedIn(debians, name)),
      agrees: agreementOn([trace]).agrees,
      ended: programsOf(trace, debians),
    };
  });
}

/** The kernels that are a design with an option: none where it was not run. */
export const runAs = (design: string): string[] =>
  names(patchedTraces.filter(({ patched }) => patched.design === design));

const names = (some = patchedTraces): string[] => [...new Set(some.map(patchedName))];

const oopsedIn = (trace: Trace, name: string): boolean =>
  scenarioIn(trace, name).steps.some((step) => troublesIn(step).some(({ kind }) => kind !== 'WARNING'));

function programsOf(trace: Trace, debians: Trace): ProgramRun[] {
  return trace.scenarios.flatMap(({ name, steps }) =>
    steps.flatMap((step) => {
      const before = scenarioIn(debians, name).steps.find((one) => one.step === step.step);
      return step.op === 'program' && before?.op === 'program'
        ? [{ program: name.replace('program-', ''), exit: step.exit, debians: before.exit }]
        : [];
    }),
  );
}

/** How a program of lab/reproduce ended on a kernel, in a part of a sentence: "run on 7.2.12 built with it, on ext4: affected". */
export function patchedSaid(name: string, program: string): string {
  const runs = patchedRuns(name);
  const ends = runs.flatMap(({ trace, ended }) =>
    ended.filter((one) => one.program === program).map(({ exit }) => ({ trace, exit })),
  );
  if (ends.length === 0) throw new Error(`${program} was not run on ${name}`);
  const alike = [...Map.groupBy(ends, ({ exit }) => exit)].map(
    ([exit, some]) =>
      `on ${listed([...new Set(some.map(({ trace }) => trace.fs))])}: ${EXITS[exit] ?? 'it did not end'}`,
  );
  return `run on ${releaseOf(runs[0].trace)} built with it, ${alike.join('; ')}`;
}

/**
 * What running it came to, in sentences: which programs end otherwise, which scenarios came out otherwise than on Debian's
 * kernel, and that the model does the same.
 */
export function patchedWords(name: string): string {
  const runs = patchedRuns(name);
  const ends = EXITS.flatMap((words, code) => {
    const programs = runs.flatMap(({ ended }) =>
      ended
        .filter(({ exit, debians }) => exit === code && exit !== debians)
        .map(({ program }) => `${program}.c`),
    );
    const each = [...new Set(programs)];
    return each.length > 0 ? [`${listed(each)} ${each.length > 1 ? 'end' : 'ends'} as ${words}`] : [];
  });
  const scenarios = runs.flatMap(({ changes }) => changes.map(({ scenario }) => scenario));
  const changed = [
    ...new Set(
      scenarios.filter((name) => !name.startsWith('program-')).map((name) => name.replace(/-[24][mk]$/, '')),
    ),
  ];
  const oopses = [...new Set(runs.flatMap((run) => run.oopses))];
  const agrees = runs.reduce((sum, run) => sum + run.agrees, 0).toLocaleString('en-US');
  return [
    `Run on ${releaseOf(runs[0].trace)}, built with it, on ${listed(runs.map(({ trace }) => trace.fs))}:`,
    `${ends.length > 0 ? ends.join('; ') : 'every program ends as without it'}.`,
    changed.length > 0
      ? `Of the scenarios, these came out otherwise than on Debian’s kernel: ${changed.join(', ')}.`
      : 'All scenarios came out as on Debian’s kernel.',
    ...(oopses.length > 0 ? [`It oopses in ${listed(oopses)}, where Debian’s does not.`] : []),
    `The model, with it, does all ${agrees} steps that are compared as they were recorded${
      modelled(runs[0].trace).design.choices.faultWakes
        ? ', if GUP looks at what it has faulted in before truncate unmaps that; truncate may come first there'
        : ''
    }.`,
  ].join(' ');
}

/** The same of each kernel that is a design with an option, and what it costs; or that there is none. */
export const ranWords = (design: string): string =>
  runAs(design)
    .map((name) => `${patchedWords(name)} ${costWords(name)}`)
    .join(' ') || 'Not run on a kernel.';

const releaseOf = (trace: Trace): string => versionOf(trace).replace(/-[^-]*$/, '');

/** What the exit codes of programs say, from 0 on. */
const EXITS = ['not affected', 'affected', 'could not tell'] as const;
