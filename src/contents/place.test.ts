import { describe, expect, test } from 'vitest';
import { type Entry, numbered, placeOf, type Series } from './place.ts';

const chapter = (order: number, kind?: 'appendix' | 'finding') => ({
  order,
  appendix: kind === 'appendix',
  finding: kind === 'finding',
});

describe('numbered', () => {
  test('counts chapters, whatever their order numbers are, letters appendices, and counts findings after them', () => {
    const found = numbered([
      chapter(1, 'appendix'),
      chapter(2, 'finding'),
      chapter(20),
      chapter(3),
      chapter(0, 'appendix'),
      chapter(1, 'finding'),
    ]);
    expect(found.map(({ chapter, number, label }) => [chapter.order, number, label])).toEqual([
      [3, '1', 'Chapter 1 of 2'],
      [20, '2', 'Chapter 2 of 2'],
      [0, 'A', 'Appendix A'],
      [1, 'B', 'Appendix B'],
      [1, 'F1', 'Finding 1 of 2'],
      [2, 'F2', 'Finding 2 of 2'],
    ]);
  });

  test('refuses two chapters at the same place', () => {
    expect(() => numbered([chapter(2), chapter(1), chapter(2)])).toThrow('two chapters have order 2');
    expect(numbered([chapter(2), chapter(2, 'appendix'), chapter(2, 'finding')])).toHaveLength(3);
  });
});

describe('placeOf', () => {
  const entry = (address: string): Entry => ({
    number: '1',
    label: '',
    title: address,
    summary: '',
    address,
    text: '',
  });
  const [a, b, c, x] = ['a/', 'b/', 'c/', 'x/x/'].map(entry);
  const series: Series[] = [
    { name: 'Chapters', address: '#chapters', entries: [a, b, c] },
    { name: 'Examples', address: 'x/', entries: [x] },
  ];

  test('gives a page its neighbours, within its series', () => {
    expect(placeOf('b/', series)).toEqual({ series: series[0], entry: b, previous: a, next: c });
    expect(placeOf('c/', series)).toEqual({ series: series[0], entry: c, previous: b, next: undefined });
    expect(placeOf('x/x/', series)).toEqual({
      series: series[1],
      entry: x,
      previous: undefined,
      next: undefined,
    });
  });

  test('gives no place to a page that is in no series', () => {
    expect(placeOf('', series)).toBeUndefined();
    expect(placeOf('x/', series)).toBeUndefined();
  });
});
