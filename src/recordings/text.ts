import { heading, indented, toAscii, WIDTH, wrap } from '../text/layout.ts';
import type { SeenCell } from './cell.ts';
import { blockedCalls, logged } from './details.ts';
import { modelRow } from './model-row.ts';
import { type Recording, recordingOf } from './recording.ts';
import { type Trace, traces, versionOf } from './traces.ts';
import { aboutOf, captionOf, command, notesOf, sizeWords } from './words.ts';

/** A scenario as plain text: 72 columns, ASCII, but for addresses. `urlOf` is where a recording's file is. */
export function recordingText(scenario: string, url: string, urlOf: (trace: Trace) => string): string {
  const recording = recordingOf(scenario);
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', ...heading(title), ...lines];
  const lines = [
    ...heading(`Recording ${scenario}`, '='),
    '',
    url,
    '',
    ...wrap(`${aboutOf(recording)} ${sizeWords(scenario)} ${captionOf(recording)}`),
    '',
    ...recordingLines(recording),
    '',
    ...wrap(notesOf(recording).join(' ')),
    ...section(
      'Blocked calls',
      blockedCalls(scenario).flatMap(({ who, op, state, since, stacks }) => [
        ...wrap(`${who}: ${op}, state ${state}, since step ${since.number}`),
        ...stacks.flatMap(({ functions, seenOn }) =>
          indented(`${seenOn}: ${functions.length > 0 ? functions.join(' < ') : 'no stack'}`),
        ),
      ]),
    ),
    ...section(
      'Kernel log',
      logged(scenario).flatMap(({ after, lines }) => [
        ...wrap(`after step ${after.number}: ${after.does}`),
        ...lines.flatMap(({ text, seenOn }) => indented(`${seenOn}: ${text}`)),
      ]),
    ),
    ...section(
      'Recordings',
      traces.flatMap((trace) => [
        ...wrap(
          `${trace.kernel}, ${trace.fs}: ${trace.packages[0].name} ${versionOf(trace)}, ${trace.suite}`,
        ),
        urlOf(trace),
      ]),
    ),
    ...section('To see it', [command(scenario)]),
  ];
  return toAscii(`${lines.join('\n')}\n`);
}

/** The table of a recording in 72 columns; where cells would not fit beside each other, step by step. */
export function recordingLines(recording: Recording): string[] {
  return tableLines(recording) ?? listLines(recording);
}

/** A function's name is the longest word there is, and needs this much. */
const NARROWEST = 22;
const FIRST = 22;

/** Null if a word is longer than a column. */
function tableLines(recording: Recording): string[] | null {
  const { rows, columns } = recording;
  const width = Math.floor((WIDTH - FIRST) / columns.length) - 1;
  if (width < NARROWEST) return null;
  const widths = [FIRST, ...columns.map(() => width)];
  const table = [
    [['step'], ...columns.map(({ title }) => wrap(title, width))],
    ...rows.map(({ number, does }, i) => [
      wrap(`${number}. ${does}`, FIRST, '  '),
      ...columns.map(({ cells }) => linesOf(cells[i]).flatMap((line) => wrap(line, width, '  '))),
    ]),
  ];
  if (table.some((row) => row.some((cell, i) => cell.some((line) => line.length > widths[i])))) return null;
  const model = [['the model'], ...modelRow(recording).cells.map((words) => wrap(words, width, '  '))];
  const [head, ...body] = table.map((row) => beside(row, widths));
  const rule = widths.map((w) => '-'.repeat(w)).join(' ');
  return [...head, rule, ...body.flat(), rule, ...beside(model, widths)];
}

/** Cells that stand beside each other, in columns of these widths. */
function beside(cells: readonly (readonly string[])[], widths: readonly number[]): string[] {
  const height = Math.max(...cells.map((cell) => cell.length));
  return Array.from({ length: height }, (_, line) =>
    cells
      .map((cell, i) => (cell[line] ?? '').padEnd(widths[i]))
      .join(' ')
      .trimEnd(),
  );
}

function listLines(recording: Recording): string[] {
  const { rows, columns } = recording;
  const steps = rows.flatMap(({ number, does }, i) => [
    ...wrap(`${number}. ${does}`, WIDTH, '  '),
    ...columns.flatMap(({ title, cells }) => indented(`${title}: ${linesOf(cells[i]).join('; ')}`)),
  ]);
  const model = modelRow(recording).cells.flatMap((words, i) => indented(`${columns[i].title}: ${words}`));
  return [...steps, 'the model', ...model];
}

const linesOf = (cell: SeenCell): string[] => (cell === null ? ['-'] : cell.map(({ text }) => text));
