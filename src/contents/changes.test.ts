import { expect, test } from 'vitest';
import { byDay } from './changes.ts';
import { isoDate } from './chapter.ts';

const change = (date: string, what: string) => ({ date: new Date(date), what });

test('the newest day comes first, and within a day the chapters in their order', () => {
  const chapters = [
    { title: 'one', changes: [change('2026-11-20', 'b'), change('2026-11-01', 'a')] },
    {
      title: 'two',
      changes: [change('2026-12-01', 'e'), change('2026-11-20', 'd'), change('2026-11-20', 'c')],
    },
  ];
  const days = byDay(chapters, ({ changes }) => changes);
  expect(
    days.map(({ date, changes }) => [
      isoDate(date),
      ...changes.map(({ chapter, what }) => `${chapter.title} ${what}`),
    ]),
  ).toEqual([
    ['2026-12-01', 'two e'],
    ['2026-11-20', 'one b', 'two d', 'two c'],
    ['2026-11-01', 'one a'],
  ]);
  expect(byDay([], () => [])).toEqual([]);
});
