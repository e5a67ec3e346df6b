import { readdirSync, readFileSync } from 'node:fs';
import { recordingText } from '../src/recordings/text.ts';
import { nameOf } from '../src/recordings/traces.ts';
import { reportMail, reportOf } from '../src/reports/index.ts';
import { sim } from '../src/sim/commands/index.ts';
import { exampleNamed, examples } from '../src/sim/examples/index.ts';
import { holdingOf } from '../src/sim/holding/index.ts';
import { holdingLines } from '../src/sim/holding/text.ts';
import { lifeCycleOf } from '../src/sim/lifecycle/index.ts';
import { countMeansLines, lifeCycleLines } from '../src/sim/lifecycle/text.ts';
import type { Example } from '../src/sim/scenario/index.ts';
import { exampleText } from '../src/sim/verdicts/text.ts';
import { resultOf } from '../src/sim/verdicts/verdicts.ts';

/** The texts that people paste and that other tools read, by the name of their file in golden/. */
export function goldenTexts(): ReadonlyMap<string, string> {
  return new Map([
    ...examples.map((example): [string, string] => [
      `${example.id}.txt`,
      exampleText(example, `https://example.org/x/${example.id}/`),
    ]),
    [
      'cells.txt',
      examples.flatMap((example) => example.designs.map((design) => cell(example, design))).join(''),
    ],
    ['holders.txt', drawings()],
    // Of every other example a terminal prints what its text has: src/sim/commands/commands.test.ts.
    ['sim-show-missed-wakeup.txt', printed('show', 'missed-wakeup')],
    ['sim-check-missed-wakeup.txt', printed('check', 'missed-wakeup')],
    ...exampleNamed('life').designs.map((design): [string, string] => [
      `life-cycle-${design}.txt`,
      lifeText(design),
    ]),
    // A table, a list for what is too wide for one, and one that not everybody did.
    ...['refault-sleeper-4k', 'pin-direct-write-2m', 'reflink-cow'].map((scenario): [string, string] => [
      `recording-${scenario}.txt`,
      recordingText(
        scenario,
        `https://example.org/r/${scenario}/`,
        (trace) => `https://example.org/r/${nameOf(trace)}.json`,
      ),
    ]),
    [
      'report-refault-sleeper.txt',
      reportMail(reportOf('refault-sleeper'), new Date('2026-11-25'), {
        page: 'https://example.org/refault-sleeper/',
        program: 'https://example.org/lab/refault-sleeper.c',
        compared: 'https://example.org/second-fault/#options',
      }),
    ],
  ]);
}

/**
 * What a search of an example under a design comes to, in one line: what no change of the checker changes, and a change of the model shows where it
 * does something. A schedule's length stands for it; where a run goes round, so does the cycle's.
 */
function cell(example: Example, design: string): string {
  const { states, transitions, depth, schedules, verdicts } = resultOf(example, design);
  const found = verdicts.map(({ property, verdict, schedule, cycle, witnesses }) => {
    const ways = [schedule, cycle].flatMap((way) => (way ? `${way.length} steps` : []));
    return [property, verdict, ...ways, `${witnesses} states`].join(' ');
  });
  return `${[`${example.id}/${design}`, `${states} states`, `${transitions} transitions`, `depth ${depth}`, `${schedules} schedules`, ...found].join(', ')}\n`;
}

/** Who holds the page, of each pair of designs that a chapter draws, as its text has it. */
function drawings(): string {
  const folder = new URL('../docs/', import.meta.url);
  const tags = readdirSync(folder)
    .sort()
    .flatMap((file) => [
      ...readFileSync(new URL(file, folder), 'utf8').matchAll(/<HoldersDrawing of="(.*?)"(.*?)\/>/g),
    ]);
  const drawn = tags.map(([, of, rest]) => {
    const isSmall = /\bsmall\b/.test(rest);
    const [left, right] = of.split(',').map(holdingOf);
    return [`${of}${isSmall ? ', small' : ''}`, '', ...holdingLines(left, right, isSmall), ''].join('\n');
  });
  return [...new Set(drawn)].join('\n');
}

/** The life of a page, and what its counts mean, as chapters have it. */
function lifeText(design: string): string {
  const life = lifeCycleOf(exampleNamed('life'), design);
  return `${[...lifeCycleLines(life), '', ...countMeansLines(life)].join('\n')}\n`;
}

/** What a command writes to its output. */
function printed(...args: string[]): string {
  const lines: string[] = [];
  sim(args, {
    examples,
    out: (text) => lines.push(`${text}\n`),
    err: (text) => lines.push(`stderr: ${text}\n`),
    read: (file) => readFileSync(file, 'utf8'),
  });
  return lines.join('');
}
