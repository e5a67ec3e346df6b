import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toAscii, WIDTH } from '../../text/layout.ts';
import { formatSchedule, parseSchedule } from '../checker/index.ts';
import { designNamed } from '../designs/index.ts';
import { exampleNamed, examples } from '../examples/index.ts';
import { demands } from '../properties.ts';
import { anyReplay, everyDesign } from '../trace/fixtures.ts';
import { pair, toldOn } from '../trace/index.ts';
import { lanes } from '../trace/lanes.ts';
import { sideBySide } from '../trace/side-by-side.ts';
import { exampleJson, jsonLine } from './json.ts';
import { quote } from './quote.ts';
import { exampleText } from './text.ts';
import { verdictsOf } from './verdicts.ts';
import { observation, titleOf, verdictLines, verdictWords } from './words.ts';

const url = (id: string) =>
  `https://example.org/a/long/path/that/takes/more/than/one/line/of/a/mail/x/${id}/`;
const cells = examples.flatMap((example) =>
  example.designs.map((design) => ({ id: example.id, example, design })),
);
const missedWakeup = exampleNamed('missed-wakeup');

/** Fit for a mail: ASCII, no trailing blank, and no line too long but a link. */
function fitsMail(text: string): void {
  expect(text).toMatch(/^[\n -~]*$/);
  for (const line of text.split('\n')) {
    if (!/^(\[\d\] )?https:\S+$/.test(line)) expect(line.length, line).toBeLessThanOrEqual(WIDTH);
    expect(line, 'trailing blanks').not.toMatch(/ $/);
  }
}

describe.each(examples)('$id fits a mail', (example) => {
  test('as a page of text', () => {
    const text = exampleText(example, url(example.id));
    fitsMail(text);
    expect(text).toContain(url(example.id));
    expect(text.endsWith('\n')).toBe(true);
  });

  test('as a quotation', () => {
    fitsMail(quote(example, url(example.id)));
  });
});

describe.each(cells)('$id under $design fits a mail', ({ example, design }) => {
  test('with its verdicts', () => {
    fitsMail(toAscii(verdictLines(example, design).join('\n')));
  });

  test('with each schedule that the checker found', () => {
    for (const { schedule } of verdictsOf(example, design))
      if (schedule) fitsMail(lanes(example, design, schedule).join('\n'));
  });
});

test.each(everyDesign)('$id as $left beside $right fits a mail', ({ example, left, right }) => {
  const schedule = toldOn(example, left);
  fitsMail(sideBySide(example, pair(example, left, right, schedule)).join('\n'));
});

test.each(cells)(
  'what $id says under $design of a task that is to begin fits a mail',
  ({ example, design }) => {
    for (const { name } of example.actors) fitsMail(lanes(example, design, [name]).join('\n'));
  },
);

test('any schedule fits a mail, however long it is', () => {
  fc.assert(
    fc.property(anyReplay, ({ example, left, right, schedule }) => {
      fitsMail(sideBySide(example, pair(example, left, right, schedule)).join('\n'));
      fitsMail(lanes(example, left, schedule).join('\n'));
    }),
    { numRuns: 200 },
  );
}, 30_000);

describe('a page of text', () => {
  const text = exampleText(missedWakeup, url('missed-wakeup'));

  test('says all that is asked, of every design', () => {
    for (const id of missedWakeup.demands) expect(text).toContain(demands[id].title);
    for (const design of missedWakeup.designs)
      for (const id of missedWakeup.demands)
        expect(text).toContain(`Observation missed-wakeup/${design}/${id} `);
  });

  test('shows each failing schedule in words, and how it goes', () => {
    for (const design of missedWakeup.designs)
      for (const { property, verdict, schedule, kind } of verdictsOf(missedWakeup, design)) {
        if (verdict !== 'fails' || kind === 'sometimes') continue;
        expect(text).toContain(formatSchedule(schedule ?? []));
        expect(text).toContain(
          `Shortest way to fail: ${designNamed(design).title}, ${titleOf(missedWakeup, property)}`,
        );
      }
  });
});

describe('lanes', () => {
  test('stand side by side, and each task keeps to its own', () => {
    const [names, rule, first] = lanes(missedWakeup, 'current', parseSchedule('io'));
    expect(names).toBe('app             io              trunc');
    expect(rule).toBe('---             --              -----');
    expect(first).toBe('                gup_pte_range()');
  });

  test('put on one line what changes and says nothing, and nothing else', () => {
    const drawn = lanes(missedWakeup, 'current', parseSchedule('app*5'));
    expect(drawn.slice(2)).toEqual([
      '(mmap_read_lock(), filemap_invalidate_lock_shared(),',
      '  grab_mapping_entry(), iomap_iter())',
      'dax_insert_entry()',
      '  entry absent -> present',
      '*** app and io and trunc can still move ***',
    ]);
  });

  test('say who cannot move, and why', () => {
    expect(lanes(missedWakeup, 'current', parseSchedule('trunc app*2'))).toEqual(
      expect.arrayContaining(['cannot move:', '  invalidate_lock is held by trunc']),
    );
  });
});

describe('two columns', () => {
  const text = sideBySide(
    missedWakeup,
    pair(missedWakeup, 'current', 'fs-held', parseSchedule(missedWakeup.told)),
  );

  test('show the missing wake-up beside the one that comes', () => {
    const row = text.find((line) => line.includes('no wake-up for trunc'));
    expect(row).toMatch(/28 io {5}\*\*\* no wake-up for trunc \*\*\* {2}wake_up_var\(\)$/);
  });

  test('close with both endings', () => {
    expect(text.at(-1)).toMatch(/\*\*\* trunc sleeps for ever \*\*\* +\*\*\* all tasks have ended \*\*\*$/);
  });
});

describe('a verdict', () => {
  const [lost, freed] = verdictsOf(missedWakeup, 'current');

  test('is said with its number', () => {
    expect(verdictWords(lost)).toBe(`fails after ${lost.schedule?.length} steps`);
    expect(verdictWords(freed)).toBe(`holds in all ${freed.states.toLocaleString('en-US')} states`);
    expect(verdictWords({ ...freed, verdict: 'undecided' })).toMatch(/^undecided: the search stopped after/);
  });

  test('of a situation says whether it was met', () => {
    const met = verdictsOf(missedWakeup, 'current').find(({ kind }) => kind === 'sometimes') as typeof lost;
    expect(verdictWords(met)).toMatch(/^met after \d+ steps$/);
    expect(verdictWords({ ...met, verdict: 'fails' })).toMatch(/^never met in/);
  });

  test('is observed in the words of litmus tests', () => {
    expect(observation(lost)).toMatch(
      /^Observation missed-wakeup\/current\/no-lost-wakeup Sometimes \d+ \d+$/,
    );
    expect(observation(freed)).toMatch(
      /^Observation missed-wakeup\/current\/no-free-while-pinned Never 0 \d+$/,
    );
    expect(observation({ ...freed, verdict: 'undecided' })).toMatch(/ Undecided 0 \d+$/);
  });

  test('has a schedule in JSON where it fails, and none where it holds', () => {
    expect(jsonLine(lost).schedule).toBe(formatSchedule(lost.schedule ?? []));
    expect(jsonLine(freed).schedule).toBeNull();
    for (const met of verdictsOf(missedWakeup, 'current').filter(({ kind }) => kind === 'sometimes'))
      expect(jsonLine(met).schedule).toBeNull();
  });
});

test('an example in JSON can be written, and has each verdict once', () => {
  for (const example of examples) {
    const json = exampleJson(example, url(example.id));
    expect(JSON.parse(JSON.stringify(json))).toEqual(json);
    expect(json.findings).toHaveLength(example.designs.length * example.demands.length);
  }
});
