import { describe, expect, test } from 'vitest';
import { chapterHead, isoDate, longDate } from './chapter.ts';

const head = (other: object) =>
  chapterHead.safeParse({
    title: 'T',
    order: 1,
    summary: 'S.',
    status: 'complete',
    describes: 'v7.2',
    checked: '2026-11-22',
    changes: [{ date: '2026-11-22', what: 'First version' }],
    ...other,
  });
const placesOf = (other: object) => head(other).error?.issues.map(({ path }) => path);
const complaint = (other: object) => head(other).error?.issues.map(({ message }) => message);

describe('the head of a chapter', () => {
  test('is taken with its dates', () => {
    const { data } = head({});
    expect(data).toMatchObject({ appendix: false, finding: false, checked: new Date('2026-11-22') });
    expect(data?.changes.map(({ date }) => isoDate(date))).toEqual(['2026-11-22']);
  });

  test('says what changed, the newest first', () => {
    expect(head({ changes: [] }).success).toBe(false);
    expect(head({ changes: undefined }).success).toBe(false);
    const [old, recent] = ['2026-10-01', '2026-11-01'].map((date) => ({ date, what: 'Something' }));
    expect(head({ changes: [recent, old, old] }).success).toBe(true);
    expect(complaint({ changes: [old, recent] })).toEqual(['the newest change comes first']);
    expect(placesOf({ changes: [old, recent] })).toEqual([['changes']]);
    expect(head({ changes: [{ ...old, what: 'A section. Another' }] }).success).toBe(true);
    expect(placesOf({ changes: [{ ...old, what: 'A section.' }] })).toEqual([['changes', 0, 'what']]);
  });

  test('was checked no earlier than it was changed', () => {
    expect(complaint({ checked: '2026-11-21' })?.[0]).toContain('checked again when it changes');
    expect(placesOf({ checked: '2026-11-21' })).toEqual([['checked']]);
    const both = ['2026-11-22', '2026-11-20'].map((date) => ({ date, what: 'Something' }));
    expect(placesOf({ checked: '2026-11-21', changes: both })).toEqual([['checked']]);
    expect(head({ checked: '2026-11-23' }).success).toBe(true);
  });

  test('is of one kind', () => {
    expect(head({ finding: true }).success).toBe(true);
    expect(complaint({ appendix: true, finding: true })).toEqual(['an appendix is no finding']);
  });

  test('has nothing that nobody reads', () => {
    expect(head({ subtitle: 'x' }).success).toBe(false);
  });
});

test('dates are those of the file, in any time zone', () => {
  const date = new Date('2026-11-02');
  expect([isoDate(date), longDate(date)]).toEqual(['2026-11-02', '2 November 2026']);
});
