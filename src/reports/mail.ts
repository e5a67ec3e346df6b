import { patchedSaid } from '../recordings/patched.ts';
import { seenAt, tracesOf } from '../recordings/recording.ts';
import { type Sighting, sightedStep } from '../recordings/sighting.ts';
import { traces } from '../recordings/traces.ts';
import { whoIn } from '../recordings/who.ts';
import { headOf, sourceOf } from '../reproducers/source.ts';
import { exampleNamed } from '../sim/examples/index.ts';
import { rely } from '../sim/verdicts/stated.ts';
import { titleOf, verdictWords } from '../sim/verdicts/words.ts';
import { count, toAscii, WIDTH, wrap } from '../text/layout.ts';
import { naming } from '../text/naming.ts';
import { type Header, mailDate, mbox } from './mbox.ts';
import { recipientsOf } from './recipients.ts';
import type { Report, Stated } from './report.ts';
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
    ['Subject', `[BUG] ${report.subject}`],
    ['Date', mailDate(checked)],
    ['MIME-Version', '1.0'],
    ['Content-Type', 'text/plain; charset=us-ascii'],
    ['Content-Transfer-Encoding', '7bit'],
  ];
}

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
    `Reproducer (${lines} of C), its calls after the set-up, what it said:`,
    `  curl -O ${links.program}`,
    ...commands.map((command) => `  ${command}`),
    ...wrap(`needs ${report.needs}`, WIDTH - 2).map((line) => `  ${line}`),
    '',
    ...report.calls.map((call) => `  ${call}`),
    '',
    ...tableOf(program),
    '',
    `Mechanism (lines of ${tree}):`,
    ...wrap(inWords(report.mechanism, tree)),
    '',
    'History:',
    ...wrap(inWords(report.since, tree)),
    ...(brought.length > 0 ? [''] : []),
    ...brought.map((id) => tagOf('Fixes', id)),
    '',
    'A model of these paths, all interleavings of a few tasks searched:',
    ...report.model.flatMap((one) => statedLines(one, '- ')),
    '',
    'Options, not advice, and what the model says of each:',
    ...report.options.flatMap(({ what, verdicts, ran }) => [
      ...wrap(`- ${what}`, WIDTH, '  '),
      ...verdicts.flatMap((one) => statedLines(one, '  ')),
      ...(ran ? wrap(patchedSaid(ran, program), WIDTH - 2).map((line) => `  ${line}`) : []),
    ]),
    ...(links.compared
      ? ['', 'These and more, with what each costs and what else it breaks:', links.compared]
      : []),
    '',
    'All of it, with sources, traces and the model:',
    links.page,
  ];
}

/** A verdict that is relied on, in words. */
function statedLines({ of, is, where }: Stated, bullet: string): string[] {
  const found = rely(of, is);
  const what = titleOf(exampleNamed(of.example), of.property);
  return wrap(
    `${where ? `${where}, ` : ''}${what}: ${verdictWords(found)}`,
    WIDTH - bullet.length,
    bullet === '- ' ? '' : '  ',
  ).map((line, i) => (i === 0 ? bullet : '  ') + line);
}

/** What a step shows, and where that was recorded. */
function recordedLines(sighting: Sighting): string[] {
  const { scenario, step, kernels, shows } = sighting;
  sightedStep(sighting);
  const who = seenAt(scenario, step, tracesOf(kernels)).map(({ trace }) => trace);
  return wrap(`- ${shows} (${whoIn(who, traces)})`, WIDTH, '  ');
}
