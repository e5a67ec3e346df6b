import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { count, hanging, heading, indented, listed, toAscii, WIDTH, wrap } from './layout.ts';

const words = fc.array(fc.stringMatching(/^[!-~]{1,20}$/), { maxLength: 60 });

describe('wrap', () => {
  test('loses no word, adds none, and keeps their order', () => {
    fc.assert(
      fc.property(
        words,
        fc.integer({ min: 1, max: 80 }),
        fc.constantFrom('', '  ', '    '),
        (list, width, indent) => {
          const lines = wrap(list.join(' '), width, indent);
          expect(lines.flatMap((line) => line.split(' ')).filter(Boolean)).toEqual(list);
        },
      ),
    );
  });

  test('makes no line longer than asked, except for a single long word', () => {
    fc.assert(
      fc.property(
        words,
        fc.integer({ min: 1, max: 80 }),
        fc.constantFrom('', '  ', '    '),
        (list, width, indent) => {
          for (const line of wrap(list.join(' '), width, indent))
            if (line.length > width) expect(line.trim()).not.toContain(' ');
        },
      ),
    );
  });

  test('breaks only where it must', () => {
    fc.assert(
      fc.property(words, (list) => {
        const lines = wrap(list.join(' '), WIDTH);
        for (const [i, line] of lines.slice(0, -1).entries())
          expect(`${line} ${lines[i + 1].split(' ')[0]}`.length).toBeGreaterThan(WIDTH);
      }),
    );
  });

  test('gives a word that is too long a line of its own, and no empty one before it', () => {
    expect(wrap('https://example.org/ is it', 6, ' ')).toEqual(['https://example.org/', ' is it']);
    expect(wrap('it https://example.org/', 6, ' ')).toEqual(['it', ' https://example.org/']);
  });

  test('indents what follows the first line', () => {
    expect(wrap('one two three', 9, '  ')).toEqual(['one two', '  three']);
  });

  test('takes no notice of space around the words, nor of how much is between them', () => {
    expect(wrap('  one \n two  ')).toEqual(['one two']);
    fc.assert(
      fc.property(words, fc.integer({ min: 1, max: 80 }), (list, width) => {
        expect(wrap(` ${list.join('  ')} \n`, width)).toEqual(wrap(list.join(' '), width));
      }),
    );
  });

  test.each(['', '   ', '\n'])('of nothing (%j) is no line', (text) => {
    expect(wrap(text)).toEqual([]);
  });
});

test('hanging text stands in a column of its own beside its label', () => {
  expect(hanging('app', 'touches the page', 6)).toEqual(['app   touches the page']);
  for (const line of hanging('app', 'word '.repeat(40), 6)) expect(line.length).toBeLessThanOrEqual(WIDTH);
  expect(hanging('app', 'word '.repeat(40), 6)[1]).toMatch(/^ {6}word/);
});

test('indented text stands two columns in, and its second line two more', () => {
  const lines = indented('word '.repeat(20));
  expect(lines.map((line) => line.search(/\S/))).toEqual([2, 4]);
  expect(indented('word '.repeat(20), '').map((line) => line.search(/\S/))).toEqual([2, 2]);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(WIDTH);
});

test('a heading has a rule as long as its longest line', () => {
  expect(heading('Verdicts')).toEqual(['Verdicts', '--------']);
  expect(heading('Title', '=')).toEqual(['Title', '=====']);
  const long = heading('word '.repeat(30));
  expect(long.at(-1)).toBe('-'.repeat(Math.max(...long.slice(0, -1).map((line) => line.length))));
});

describe('toAscii', () => {
  test('has ASCII for the signs that we write', () => {
    expect(toAscii('‘a’ “b” → – — … ≠ × c\u00a0d')).toBe('\'a\' "b" -> - - ... != x c d');
  });

  test('leaves ASCII as it is', () => {
    fc.assert(fc.property(fc.stringMatching(/^[\n -~]*$/), (text) => toAscii(text) === text));
  });

  test.each([
    ['naïve', 'ï'],
    ['tab\there', '\t'],
    ['pin 📌', '📌'],
  ])('refuses %j, and shows the character that has none', (text, character) => {
    expect(() => toAscii(text)).toThrow(new RangeError(`no ASCII for '${character}' in '${text}'`));
  });
});

test.each([
  [0, '0 states'],
  [1, '1 state'],
  [2, '2 states'],
  [1168, '1,168 states'],
  [1n, '1 state'],
  [47371221162n, '47,371,221,162 states'],
])('%s states are counted as "%s"', (n, text) => {
  expect(count(n, 'state')).toBe(text);
});

test.each([
  [[], ''],
  [['a'], 'a'],
  [['a', 'b'], 'a and b'],
  [['a', 'b', 'c'], 'a, b and c'],
])('a list in a sentence: %j', (words, said) => {
  expect(listed(words)).toBe(said);
});
