import { toAscii, wrap } from '../text/layout.ts';
import { modelRow } from './model-row.ts';
import type { Recording } from './recording.ts';
import { scenarioIn, type Trace, versionOf } from './traces.ts';

/** What is said of a recording, the same on pages and in texts. */

/** Every package version in `among`, each once: "5.10.223-1, 6.1.176-1". */
export const versionsOf = (among: readonly Trace[]): string => [...new Set(among.map(versionOf))].join(', ');

/** What a scenario is about, as a sentence. */
export const aboutOf = ({ about }: { readonly about: string }): string =>
  /[.?!]$/.test(about) ? about : `${about}.`;

/** What the cells of a table are, and on which file systems. */
export const captionOf = ({ fileSystems }: Recording): string =>
  `After each step: refcount/mapcount, blocked calls${fileSystems === '' ? '' : `; ${fileSystems}`}.`;

/** How to read the cells: what is not in this table is not explained. */
export function notesOf(recording: Recording): string[] {
  const { columns, skipped } = recording;
  const lines = columns.flatMap(({ cells }) => cells.flatMap((cell) => cell ?? []));
  const says = (word: RegExp) => lines.some(({ text }) => word.test(text));
  const recorded = columns.flatMap(({ traces }) => traces);
  return [
    `Recorded on the Debian kernels ${versionsOf(recorded)}, and the same when it was run again.`,
    ...[...new Set(recorded.map((trace) => scenarioIn(trace, recording.scenario).mkfs))].flatMap((mkfs) =>
      mkfs === undefined ? [] : `The file system was made by ${mkfs}.`,
    ),
    ...(says(/\d\/\d/) ? ['mapcount is the number of mappings: the raw _mapcount plus one.'] : []),
    ...(says(/^(\w+ )?folio /) ? ['folio: the counts of the 2 MB folio that the page is part of.'] : []),
    ...(says(/asleep\b(?! \(D)/) ? ['asleep: in state S, which takes signals.'] : []),
    ...(says(/\(D\)/) ? ['(D): asleep in state D, which takes none.'] : []),
    ...(says(/\(R\)/) ? ['(R): runs, in the kernel, and does not end.'] : []),
    ...(says(/\(X\)/) ? ['(X): dead, and not gone.'] : []),
    ...(columns.some(({ cells }) => cells.includes(null)) ? ['-: this step was not done there.'] : []),
    ...modelRow(recording).notes,
    ...skipped.map(({ who, why }) => `Not done on ${who}: ${why}.`),
  ];
}

/** How a scenario maps its pages, where its name says it. */
export function sizeWords(scenario: string): string {
  if (scenario.endsWith('-4k')) return 'Pages are mapped by PTEs, in VMAs of four pages.';
  if (scenario.endsWith('-2m')) return 'Pages are mapped by a PMD where that is possible.';
  return '';
}

/** The command that records a scenario again and compares. */
export const command = (scenario: string): string => `lab/run --scenario ${scenario} --check`;

/** The block to paste into a reply: what it is about, where it was seen, how to see it, and the link as a footnote. */
export function recordingQuote(recording: Recording, url: string): string {
  const { scenario, columns } = recording;
  const recorded = columns.flatMap(({ traces }) => traces);
  return toAscii(
    [
      ...wrap(
        `${scenario}: ${aboutOf(recording)} Recorded on the Debian kernels ${versionsOf(recorded)} [1].`,
      ),
      ...(columns.length > 1
        ? wrap(`Equal: ${columns.map(({ title }) => title).join(' | ')}`, 72, '  ')
        : []),
      ...wrap(`To see it: ${command(scenario)}`),
      '',
      `[1] ${url}`,
    ].join('\n'),
  );
}
