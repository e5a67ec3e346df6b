import { describe, expect, test } from 'vitest';
import { parseMbox } from './fixtures.ts';
import { reportMail, reportOf, reports } from './index.ts';
import { isRegression, trackedAs } from './regression.ts';
import { type Report, statedIn } from './report.ts';

const checked = new Date('2026-11-25');
const mailOf = (report: Report): string =>
  reportMail(report, checked, {
    page: `https://example.org/${report.finding}/`,
    program: `https://example.org/lab/${report.program}.c`,
    compared: report.compared && `https://example.org/${report.compared}`,
  });

/** What may be wider: an address, and a tag, which is never broken. */
const whole = /https:\/\/\S+$|^Fixes: /;

describe.each(reports.map((report) => [report.finding, report] as const))('%s', (_, report) => {
  const text = mailOf(report);
  const subject = `[${isRegression(report) ? 'REGRESSION' : 'BUG'}] ${report.subject}`;

  test('is a mailbox with one message, for somebody to fill in and send', () => {
    const [{ headers, body }, ...more] = parseMbox(text);
    expect(more).toEqual([]);
    expect(Object.fromEntries(headers)).toMatchObject({
      From: 'YOUR NAME <you@example.org>',
      To: expect.stringMatching(/@/),
      Subject: subject,
      Date: 'Wed, 25 Nov 2026 00:00:00 +0000',
      'MIME-Version': '1.0',
      'Content-Type': 'text/plain; charset=us-ascii',
    });
    expect(headers.has('Message-ID')).toBe(false);
    expect(body).toContain(`https://example.org/${report.finding}/`);
    expect(body).toContain(`curl -O https://example.org/lab/${report.program}.c\n`);
  });

  test('goes to lists, and to no person', () => {
    const [{ headers }] = parseMbox(text);
    const lists = `${headers.get('To')}, ${headers.get('Cc')}`.split(', ');
    for (const list of lists)
      expect(list).toMatch(
        /^(stable|regressions|linux-[a-z0-9]+|nvdimm)@(vger\.kernel\.org|lists\.linux\.dev|kvack\.org)$/,
      );
  });

  test('has a paragraph for regzbot where it is a regression, and none where it is not', () => {
    const paragraphs = parseMbox(text)[0].body.trimEnd().split('\n\n');
    const forRegzbot = paragraphs.filter((paragraph) => paragraph.includes('#regzbot'));
    expect(forRegzbot).toEqual(trackedAs(report));
    expect(forRegzbot).toHaveLength(isRegression(report) ? 1 : 0);
  });

  test('is plain, short and narrow', () => {
    expect(text).toMatch(/^[\n\x20-\x7e]+$/);
    const lines = text.replace(/\n$/, '').split('\n');
    expect(lines.length).toBeLessThanOrEqual(120);
    expect(lines.filter((line) => line.length > 72 && !whole.test(line))).toEqual([]);
    expect(lines.filter((line) => / $/.test(line))).toEqual([]);
    expect(lines.filter((line) => line.startsWith('Subject: '))[0]).toBe(`Subject: ${subject}`);
  });
});

describe('a report that would lie', () => {
  const report = reportOf('refault-sleeper');

  test('about a verdict is no mail, and it is said which report, example and property', () => {
    const [first] = statedIn(report);
    const wrong: Report = { ...report, model: [{ ...first, is: 'fails' }] };
    expect(() => mailOf(wrong)).toThrow(
      /^report of refault-sleeper: example refault, property truncate-finishes, design gup-put: the page says 'fails', the checker finds 'holds'/,
    );
    const [option, ...more] = report.options;
    const [verdict] = option.verdicts;
    const promising: Report = {
      ...report,
      options: [{ ...option, verdicts: [{ ...verdict, is: 'fails' }] }, ...more],
    };
    expect(() => mailOf(promising)).toThrow('report of refault-sleeper: example refault');
  });

  test('about a recording is none either', () => {
    const [first] = report.recorded;
    expect(() => mailOf({ ...report, recorded: [{ ...first, is: { state: 'D' } }] })).toThrow(
      'report of refault-sleeper: refault-sleeper-4k/ten_seconds_later on 6.18 ext4: state should be "D"',
    );
    expect(() => mailOf({ ...report, program: 'sheep' })).toThrow(
      "report of refault-sleeper: there is no recorded scenario 'program-sheep'",
    );
  });
});

test('a report of what the model says nothing of says so, and has no empty list of verdicts', () => {
  const text = mailOf(reportOf('unbind-loop'));
  expect(text).toMatch(/\n\nThe model on the page has no [^.]+\.\n\nOptions, not advice:\n- /);
  expect(text).not.toMatch(/every interleaving|what the model says/);
});

test('a finding without a report is refused, with those that have one', () => {
  expect(() => reportOf('sheep')).toThrow(
    "the finding 'sheep' has no report in src/reports/of; there are refault",
  );
});
