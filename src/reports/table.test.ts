import { describe, expect, test } from 'vitest';
import { outcomesOf, runsOf } from '../reproducers/said.ts';
import { programs } from '../reproducers/source.ts';
import { tableOf } from './table.ts';

describe.each(programs)('%s', (program) => {
  const lines = tableOf(program);
  const cells = lines.slice(1, lines.indexOf('')).map((line) => line.trim().split(/ +/));

  test('has a letter for each run, a capital one where it is affected', () => {
    const letters = cells.flatMap(([, ...some]) => some);
    expect(letters).toHaveLength(runsOf(program).length);
    const capitals = runsOf(program).filter(({ exit }) => exit === 1).length;
    expect(letters.filter((letter) => /[A-Z]/.test(letter))).toHaveLength(capitals);
  });

  test('says what each letter stands for', () => {
    const said = lines
      .slice(lines.indexOf('') + 1)
      .join(' ')
      .replace(/\s+/g, ' ');
    for (const { verdict, trouble } of outcomesOf(program)) {
      expect(said).toContain(verdict);
      for (const words of trouble) expect(said).toContain(words);
    }
    expect(new Set(cells.flatMap(([, ...some]) => some)).size).toBe(outcomesOf(program).length);
  });
});
