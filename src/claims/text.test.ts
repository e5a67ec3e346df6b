import { describe, expect, test } from 'vitest';
import { type FactId, factPlace, facts, factUrl } from '../facts/facts.ts';
import { messages, messageUrl } from '../facts/messages.ts';
import { toAscii } from '../text/layout.ts';
import { claimNumbered, claims } from './claims.ts';
import { judge } from './judge.ts';
import { claimQuote, claimText } from './text.ts';

const url = (number: number) => `https://example.org/c/${number}/`;

describe.each(claims.map((claim) => [claim.number, claim] as const))('C%d', (number, claim) => {
  const judged = judge(claim);

  test.each([
    ['text', claimText(judged, url(number))],
    ['quote', claimQuote(judged, url(number))],
  ])('its %s is a mail: 72 columns of ASCII, links excepted', (_, text) => {
    expect(text).toMatch(/^[\n\x20-\x7e]*$/);
    const long = text.split('\n').filter((line) => line.length > 72 && !/^\[\d+\] https?:\S+$/.test(line));
    expect(long).toEqual([]);
  });

  test('its text has a footnote for each mark, and a mark for each footnote', () => {
    const text = claimText(judged, url(number));
    const notes = [...text.matchAll(/^\[(\d+)\] http/gm)].map(([, n]) => n);
    const marks = [...text.replace(/^\[\d+\] http.*$/gm, '').matchAll(/(?<!\w)\[(\d+)\]/g)].map(([, n]) => n);
    expect(notes).toEqual(notes.map((_, i) => String(i + 1)));
    expect(new Set(marks)).toEqual(new Set(notes));
  });
});

test('a text says the claim, who, the verdict, the findings, the schedule, the functions, what came of it', () => {
  const text = claimText(judge(claimNumbered(5)), url(5));
  const order = [
    /^C5: /,
    /^Matthew Wilcox, 2022-07-04 \[1\]\.$/m,
    /^Holds only if /m,
    /^What the checker finds$/m,
    /^As claimed:$/m,
    /^- no lost wake-up, in missed-wakeup: gup-put holds in all [\d,]+ states$/m,
    /^Without the assumption:$/m,
    /^- no lost wake-up, in bare-put: gup-put fails after \d+ steps$/m,
    /^For comparison:$/m,
    /^The shortest way to fail$/m,
    /\*\*\* trunc sleeps for ever \*\*\*/,
    /^The kernel's functions$/m,
    /^- gup_put_folio\(\) mm\/gup\.c:197, v6\.1\.176 \[\d\]:/m,
    /^What real kernels did$/m,
    /^- When a FOLL_GET reference goes by put_page\(\), truncate is woken\. Seen/m,
    /^Without the assumption:\n- A direct write took a FOLL_GET reference/m,
    /^What came of it$/m,
  ].map((part) => text.search(part));
  expect(order).not.toContain(-1);
  expect(order).toEqual(order.toSorted((a, b) => a - b));
});

test('why a real kernel was not seen to do it is said where none was', () => {
  expect(claimText(judge(claimNumbered(4)), url(4))).toContain(
    'What real kernels did\n---------------------\nNot seen: no release has that patch.\n',
  );
});

test('a quote has the claim, the verdict, what it rests on, and the link; comparisons are left out', () => {
  const lines = claimQuote(judge(claimNumbered(12)), url(12)).split('\n');
  expect(lines[0]).toMatch(/^C12: /);
  expect(lines.join(' ')).toContain('(Jason Gunthorpe, 2022-07-21) [1] Holds only if ');
  expect(lines.join(' ')).toMatch(/Without the assumption: - no late .*: v6\.15 fails after \d+ steps/);
  expect(lines.slice(-2)).toEqual(['', '[1] https://example.org/c/12/']);
  expect(claimQuote(judge(claimNumbered(4)), url(4))).not.toContain('current');
});

describe('a part that has nothing in it is not there', () => {
  const judged = judge(claimNumbered(5));
  const bare = {
    ...judged,
    pieces: [],
    showing: null,
    searches: 0,
    told: { ...judged.told, seen: [], unseen: null },
    claim: { ...judged.claim, facts: [], after: { text: 'Nothing.', facts: [] } },
  };
  const headings = (text: string) => [...text.matchAll(/^(.+)\n-+$/gm)].map(([, heading]) => heading);

  test('all of them', () => {
    const text = claimText(bare, url(5));
    expect(headings(text)).toEqual(['What came of it']);
    expect(text.slice(text.indexOf('What came of it'))).toMatch(
      /^What came of it\n-+\nNothing\.\n\n\[1\] https:.*\n$/,
    );
    expect(text).not.toContain('Stryker');
    expect(text).not.toMatch(/\n\n\n/);
  });

  test('how much was searched is said where something was', () => {
    expect(claimText(judged, url(5))).toContain(
      `\n\nSearched ${judged.states.toLocaleString('en-US')} states in ${judged.searches} searches.\n`,
    );
    expect(claimText(bare, url(5))).not.toContain('Searched');
    expect(claimText({ ...bare, searches: 1, states: 1 }, url(5))).toContain('Searched 1 state in 1 search.');
  });

  test('a way for evidence to bear that has none', () => {
    const [piece] = judged.pieces.filter(({ bearing }) => bearing === 'for');
    const text = claimText({ ...bare, pieces: [piece] }, url(5));
    expect(text.match(/^(As claimed|Not as claimed|Without the assumption|For comparison):$/gm)).toEqual([
      'As claimed:',
    ]);
    expect(claimQuote({ ...bare, pieces: [piece] }, url(5)).match(/^[A-Z][a-z ]+:$/gm)).toEqual([
      'As claimed:',
    ]);
  });
});

test('a fact is called by its function, or its commit, or its place alone, and has a footnote', () => {
  const judged = judge(claimNumbered(5));
  for (const kind of ['code', 'commit', 'mail', 'text']) {
    const found = Object.entries(facts).find(([, fact]) => fact.kind === kind);
    if (!found) continue;
    const [id, fact] = found;
    const text = claimText({ ...judged, claim: { ...judged.claim, facts: [id as FactId] } }, url(5));
    const [, part] = text.split("The kernel's functions\n");
    const line = part.replace(/\n {2}/g, ' ').split('\n')[1];
    const name =
      fact.kind === 'code' ? `${fact.function}() ` : fact.kind === 'commit' ? `"${fact.title}" ` : '';
    expect(line.startsWith(toAscii(`- ${name}${factPlace(fact)} [`))).toBe(true);
    const mark = /\[(\d+)\]: /.exec(line)?.[1];
    expect(text).toContain(`\n[${mark}] ${factUrl(fact)}\n`);
  }
});

test('what real kernels did is linked to as text, and so are the mails that came of a claim', () => {
  for (const claim of claims) {
    const judged = judge(claim);
    const text = claimText(judged, url(claim.number));
    for (const { sighting } of judged.told.seen)
      expect(text).toContain(`] https://example.org/r/${sighting.scenario}.txt`);
    for (const id of claim.after.mails ?? []) expect(text).toContain(`] ${messageUrl(messages[id])}`);
  }
});
