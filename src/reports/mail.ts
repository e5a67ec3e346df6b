import { patchedSaid } from '../recordings/patched.ts';
import { seenAt, tracesOf } from '../recordings/recording.ts';
import { type Sighting, sightedStep } from '../recordings/sighting.ts';
import { traces } from '../recordings/traces.ts';
import { whoIn } from '../recordings/who.ts';
import { calledAs } from '../reproducers/said.ts';
import { headOf, sourceOf } from '../reproducers/source.ts';
import { designNamed } from '../sim/designs/index.ts';
import { exampleNamed } from '../sim/examples/index.ts';
import { rely } from '../sim/verdicts/stated.ts';
import { titleOf, verdictWords } from '../sim/verdicts/words.ts';
import { count, indented, toAscii, WIDTH, wrap } from '../text/layout.ts';
import { naming } from '../text/naming.ts';
import { type Header, mailDate, mbox } from './mbox.ts';
import { recipientsOf } from './recipients.ts';
import { isRegression, trackedAs } from './regression.ts';
import type { Report, Stated } from './report.ts';
import { seriesWords } from './series.ts';
import { tableOf } from './table.ts';
import { inWords, tagOf } from './words.ts';

/** Where a mail leads. */
export interface Links {
  /** The finding's page. */
  readonly page: string;
  /** The source of its program. */
  readonly program: string;
  /** Where more options are compared, for a report that says where. */
  readonly compared?: string | undefined;
}

/** Who sends it: to be filled in. */
const SENDER = 'you@example.org';

/**
 * A report as a mail that somebody can send: a mailbox with one message, of the day on which the finding was checked.
 * Throws, with the finding's name, where a verdict, a recording or a run is not as the report says.
 */
export function reportMail(report: Report, checked: Date, links: Links): string {
  return naming(`report of ${report.finding}`, () =>
    toAscii(mbox(SENDER, checked, headersOf(report, checked), bodyOf(report, links).join('\n'))),
  );
}

function headersOf(report: Report, checked: Date): Header[] {
  const { to, cc } = recipientsOf(report);
  return [
    ['From', `YOUR NAME <${SENDER}>`],
    ['To', to.join(', ')],
    ['Cc', cc.join(', ')],
    ['Subject', subjectOf(report)],
    ['Date', mailDate(checked)],
    ['MIME-Version', '1.0'],
    ['Content-Type', 'text/plain; charset=us-ascii'],
    ['Content-Transfer-Encoding', '7bit'],
  ];
}

/** As the kernel's documentation asks: who looks for regressions finds them by it. */
const subjectOf = (report: Report): string =>
  `[${isRegression(report) ? 'REGRESSION' : 'BUG'}] ${report.subject}`;

/** The point first; then what was seen, how to see it, why, since when, and what would make it otherwise. */
function bodyOf(report: Report, links: Links): string[] {
  const { tree, program, brought = [] } = report;
  const { commands } = headOf(sourceOf(program));
  const lines = count(sourceOf(program).trimEnd().split('\n').length, 'line');
  return [
    ...report.impact.flatMap((said) => [...wrap(inWords(said, tree)), '']),
    'Recorded on unmodified Debian kernels, under QEMU:',
    ...report.recorded.flatMap(recordedLines),
    '',
    `Reproducer, ${lines} of C:`,
    `  curl -O ${links.program}`,
    ...commands.map((command) => `  ${command}`),
    ...indented(`It needs ${report.needs}.`, ''),
    '',
    'What it does, after the set-up:',
    ...report.calls.map((call) => `  ${call}`),
    '',
    `What ./${calledAs(program)} said:`,
    ...tableOf(program),
    '',
    `Mechanism (lines of ${tree}):`,
    ...wrap(inWords(report.mechanism, tree)),
    '',
    'History:',
    ...wrap(inWords(report.since, tree)),
    '',
    ...wrap(seriesWords(report)),
    ...(brought.length > 0 ? [''] : []),
    ...brought.map((id) => tagOf('Fixes', id)),
    '',
    ...modelLines(report),
    ...report.options.flatMap(({ what, verdicts, ran }) => [
      ...wrap(`- ${what}`, WIDTH, '  '),
      ...verdicts.flatMap((one) => indented(`${situation(one)}${statedWords(one)}`)),
      ...(ran ? indented(patchedSaid(ran, program)) : []),
    ]),
    ...(links.compared
      ? ['', 'These and more, with what each costs and what else it breaks:', links.compared]
      : []),
    '',
    'All of it, with sources, traces and the model:',
    links.page,
    ...trackedAs(report).flatMap((line) => ['', line]),
  ];
}

/** What the model says, and the head of the options: it says something of those too, or of nothing. */
function modelLines({ model }: Report): string[] {
  if (typeof model === 'string') return [...wrap(model), '', 'Options, not advice:'];
  return [
    'A model of these paths, every interleaving of a few tasks searched:',
    ...model.flatMap((one) => wrap(`- ${under(one)}${statedWords(one)}`, WIDTH, '  ')),
    '',
    'Options, not advice, and what the model says of each:',
  ];
}

/** A verdict that is relied on, in words. */
const statedWords = ({ of, is }: Stated): string =>
  `"${titleOf(exampleNamed(of.example), of.property)}" ${verdictWords(rely(of, is))}`;

/** Of which situation; an option says itself of which kernel it is. */
const situation = ({ where }: Stated): string => (where ? `${where}: ` : '');

/** Of which kernel, and of which situation. */
const under = ({ of, where }: Stated): string =>
  `${[designNamed(of.design).title, ...(where ? [where] : [])].join(', ')}: `;

/** What a step shows, and where that was recorded. */
function recordedLines(sighting: Sighting): string[] {
  const { scenario, step, kernels, shows } = sighting;
  sightedStep(sighting);
  const who = seenAt(scenario, step, tracesOf(kernels)).map(({ trace }) => trace);
  return wrap(`- ${shows} (${whoIn(who, traces)})`, WIDTH, '  ');
}
