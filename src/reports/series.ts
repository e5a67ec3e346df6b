import { type FactId, facts } from '../facts/facts.ts';
import { runsOf } from '../reproducers/said.ts';
import { listed } from '../text/layout.ts';
import { factsOf, type Report } from './report.ts';

/**
 * Of which stable series a report speaks: those on which its program was run, and the releases that its lines of code are
 * of. That is all that it knows, and it says so.
 */
export function seriesWords(report: Report): string {
  const run = [...new Set(runsOf(report.program).map(({ trace }) => trace.kernel))];
  return `The program was run on the series ${listed(run)}; the lines named here are of ${listed(releasesOf(factsOf(report)))}. No other stable series was looked at.`;
}

/** The releases whose code these facts are, oldest first: "v6.12.107". */
export function releasesOf(ids: readonly FactId[]): string[] {
  const releases = ids.flatMap((id) => {
    const fact = facts[id];
    return fact.kind === 'code' && /^v[\d.]+$/.test(fact.at) ? [fact.at] : [];
  });
  return [...new Set(releases)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
}
