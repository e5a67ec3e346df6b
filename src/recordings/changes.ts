import { keyOf, sentenceOf } from './cell.ts';
import type { RecordedStep, Trace } from './traces.ts';

/** What one kernel did otherwise than another, on one file system. */
export interface Change {
  readonly scenario: string;
  readonly step: string;
  /** What was seen on the older kernel, and on the newer; null where the step was not done. */
  readonly was: string | null;
  readonly now: string | null;
}

/** Two recordings of one file system, compared. */
export interface Comparison {
  readonly fs: Trace['fs'];
  /** Steps that both did. */
  readonly steps: number;
  readonly changes: readonly Change[];
}

/** Compares what was counted, what calls came to and who was blocked; not where in the kernel, nor what it logged. */
export function compare(older: Trace, newer: Trace): Comparison {
  const changes: Change[] = [];
  let steps = 0;
  for (const { name, steps: done } of newer.scenarios) {
    const before = older.scenarios.find((scenario) => scenario.name === name)?.steps ?? [];
    for (const step of new Set([...before, ...done].map((one) => one.step))) {
      const [was, now] = [before, done].map((some) => some.find((one) => one.step === step));
      if (was && now) steps++;
      if (was && now && keyOf(was) === keyOf(now)) continue;
      changes.push({ scenario: name, step, was: words(older, was), now: words(newer, now) });
    }
  }
  return { fs: newer.fs, steps, changes };
}

const words = (trace: Trace, step: RecordedStep | undefined): string | null =>
  step === undefined ? null : sentenceOf([{ trace, step }]) || 'done';

/** The comparisons as lines: each change, and at the end one sentence that may stand as a change of a page. */
export function comparisonLines(older: string, newer: string, all: readonly Comparison[]): string[] {
  const changed = all.flatMap(({ fs, changes }) =>
    changes.flatMap(({ scenario, step, was, now }) => [
      `${scenario}, ${step}, on ${fs}`,
      `  ${older}: ${was ?? 'not done'}`,
      `  ${newer}: ${now ?? 'not done'}`,
    ]),
  );
  const steps = all.reduce((sum, one) => sum + one.steps, 0);
  const differ = all.reduce((sum, { changes }) => sum + changes.length, 0);
  const where = all.map(({ fs }) => fs).join(' and ');
  return [
    ...changed,
    differ === 0
      ? `Linux ${newer} was recorded on ${where}: in all ${steps} steps it does what ${older} does`
      : `Linux ${newer} was recorded on ${where}: of ${steps} steps it does ${differ} otherwise than ${older}`,
  ];
}
