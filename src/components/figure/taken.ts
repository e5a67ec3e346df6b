import { itf } from '../../sim/export/itf.ts';
import { baseOf } from '../../sim/ids.ts';
import { type Scenario, systemOf } from '../../sim/scenario/index.ts';
import { type Pair, scheduleOf, type Teller } from '../../sim/trace/pair.ts';
import { namesNoExample } from '../../sim/trace/read-link.ts';
import { sideBySide } from '../../sim/trace/side-by-side.ts';
import { toAscii, wrap } from '../../text/layout.ts';

/** What a figure shows, for those who take it along. */
export interface Shown {
  readonly example: Scenario;
  readonly pair: Pair;
  /** The address of what is shown. */
  readonly url: string;
}

/** What a terminal in a clone of the repository is to be told to show the same. */
function command({ id }: Scenario, url: string): string {
  const { hash } = new URL(url);
  return `npm run -s sim -- show '${namesNoExample(hash.slice(1)) ? `x/${baseOf(id)}/` : ''}${hash}'`;
}

/** What the reader has changed of the tasks and asks besides, a line each. */
const changes = ({ id }: Scenario): string[] =>
  id
    .split('+')
    .slice(1)
    .flatMap((clause) => wrap(`with ${clause.replace('=', ' = ').replaceAll('_', ' ')}`, 72, '  '));

/** For a mail: 72 columns of ASCII but for the link and the command, which are one line each. */
export function asText({ example, pair, url }: Shown): string {
  const lines = [
    ...wrap(`${example.question} [1]`),
    ...changes(example),
    '',
    ...sideBySide(example, pair),
    '',
    `[1] ${url}`,
    `    ${command(example, url)}`,
    '',
  ];
  return toAscii(lines.join('\n'));
}

/** For where Markdown is read. */
export function asMarkdown({ example, pair, url }: Shown): string {
  const lines = [
    `[${example.question}](${url})`,
    '',
    ...changes(example).flatMap((line) => [line, '']),
    '```',
    ...sideBySide(example, pair),
    '```',
    '',
    `In a terminal: \`${command(example, url)}\``,
    '',
  ];
  return lines.join('\n');
}

/** One side's run as a trace for other tools, see itf.ts, and what to call its file. */
export function asTrace(
  { example, pair }: Shown,
  side: Teller,
): { readonly name: string; readonly text: string } {
  const design = pair.designs[side === 'left' ? 0 : 1];
  const text = itf(
    systemOf(example, design),
    scheduleOf(pair.rows, side),
    `${example.id} under ${design.id}`,
  );
  // No file can be called as everything that somebody changes is written.
  return { name: `${example.id.replace(/\+.*/, '-changed')}-${design.id}.itf.json`, text };
}

/** Has the browser save a text as a file. */
export function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = Object.assign(document.createElement('a'), { href: url, download: name });
  link.click();
  // Some browsers read it only after the click has been dealt with.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
