import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { RecordedScenario, Trace } from '../../lab/schema.ts';
import { countsMappings, readTraces } from '../../lab/traces.ts';

export type { Blocked, Counts, RecordedScenario, RecordedStep, Trace } from '../../lab/schema.ts';

/** The build moves this code, but like every command of ours it runs at the project's root. */
const directory = pathToFileURL('lab/traces/');

/** The committed recordings, by kernel series and then file system. Read at build: no browser loads this. */
export const traces: readonly Trace[] = readTraces(directory);

/** The series that were recorded, oldest first: "5.10". */
export const kernels: readonly string[] = [...new Set(traces.map(({ kernel }) => kernel))];

const seriesOf = (some: readonly Trace[]) => [...new Set(some.map(({ kernel }) => kernel))].join(',');

/** The series whose mappings count nothing, with commas between them: those before v6.15. */
export const BEFORE: string = seriesOf(traces.filter((trace) => !countsMappings(trace)));

/** The series whose mappings are counted: those since v6.15. */
export const SINCE: string = seriesOf(traces.filter(countsMappings));

/** "6.12-ext4": a recording's name, in its address too. */
export const nameOf = ({ kernel, fs }: Trace): string => `${kernel}-${fs}`;

/** The package version of the kernel, which says exactly what ran: "6.12.107-1". */
export const versionOf = ({ packages }: Trace): string => packages[0].version;

/** A recording's file as it is committed, one step a line. */
export const rawOf = (trace: Trace): string =>
  readFileSync(new URL(`${nameOf(trace)}.json`, directory), 'utf8');

/** What `trace` has of the scenario. Throws, with the names there are, for one that was not recorded. */
export function scenarioIn(trace: Trace, name: string): RecordedScenario {
  const found = trace.scenarios.find((scenario) => scenario.name === name);
  if (found) return found;
  const names = trace.scenarios.map((scenario) => scenario.name).join(', ');
  throw new Error(`there is no recorded scenario '${name}'; there are ${names}`);
}
