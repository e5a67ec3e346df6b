import { type Trace, versionOf } from '../recordings/traces.ts';
import { outcomesOf, outcomeWords, type Run, runsOf } from '../reproducers/said.ts';
import { indented } from '../text/layout.ts';

/**
 * What a program said, kernel by kernel and file system by file system: a letter for each outcome, a capital one where
 * the kernel is affected, and the outcomes under it. Columns are spaces alone.
 */
export function tableOf(program: string): string[] {
  const runs = runsOf(program);
  const outcomes = outcomesOf(program);
  const letterOf = ({ exit, verdict, trouble }: Pick<Run, 'exit' | 'verdict' | 'trouble'>): string => {
    const key = (one: Pick<Run, 'exit' | 'verdict' | 'trouble'>) =>
      JSON.stringify([one.exit, one.verdict, one.trouble]);
    const at = outcomes.findIndex((one) => key(one) === key({ exit, verdict, trouble }));
    return String.fromCharCode((exit === 1 ? 'A' : 'a').charCodeAt(0) + at);
  };
  const fileSystems = [...new Set(runs.map(({ trace }) => trace.fs))];
  const rows = [...Map.groupBy(runs, ({ trace }) => versionOf(trace))].map(([version, some]) => [
    version,
    ...fileSystems.map((fs) => some.filter(isOn(fs)).map(letterOf).join(' ') || '-'),
  ]);
  const width = Math.max(...rows.map(([version]) => version.length)) + 2;
  const line = ([first, ...cells]: readonly string[]) =>
    `  ${first.padEnd(width)}${cells.map((cell) => cell.padEnd(6)).join('')}`.trimEnd();
  return [
    line(['', ...fileSystems]),
    ...rows.map(line),
    '',
    ...outcomes.flatMap((one) => indented(`${letterOf(one)} ${outcomeWords(one)}`)),
  ];
}

const isOn =
  (fs: Trace['fs']) =>
  ({ trace }: Run): boolean =>
    trace.fs === fs;
