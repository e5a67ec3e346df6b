import { describe, expect, test } from 'vitest';
import { kernelsWith, outcomesOf, runsOf } from './said.ts';
import { headOf, programs, sourceOf } from './source.ts';
import { programQuote, saidLines } from './text.ts';

const head = (...lines: string[]) =>
  `// SPDX\n/*\n${lines.map((line) => ` *${line}\n`).join('')} */\nint x;\n`;

describe('the head of a program', () => {
  test('is taken apart', () => {
    const source = head(
      ' Does',
      ' it?',
      '',
      '\tcc x.c',
      '\t./x /mnt',
      '',
      ' It',
      ' does.',
      '',
      ' Exit code: 0 no, 1 yes.',
    );
    expect(headOf(source)).toEqual({
      question: 'Does it?',
      commands: ['cc x.c', './x /mnt'],
      about: 'It does.',
      exits: '0 no, 1 yes',
    });
  });

  test.each([
    ['no comment', 'int x;\n'],
    ['no question', head(' It does.', '', '\tcc x.c', '', ' It does.', '', ' Exit code: 0.')],
    ['no commands', head(' Does it?', '', ' cc x.c', '', ' It does.', '', ' Exit code: 0.')],
    ['a part too few', head(' Does it?', '', '\tcc x.c', '', ' It does.')],
  ])('that has %s is refused', (_, source) => {
    expect(() => headOf(source)).toThrow('the head of the program is not');
  });
});

test('there are programs', () => {
  expect(programs).toContain('refault-sleeper');
  expect(() => sourceOf('nonsense')).toThrow(
    "there is no program 'nonsense' in lab/reproduce; there are clone-unlink, direct-write",
  );
});

describe.each(programs)('%s', (name) => {
  test('says how it is compiled, and by its own name', () => {
    const { commands, exits } = headOf(sourceOf(name));
    expect(commands[0]).toBe(`cc -O2 -Wall -Wextra -o ${name} ${name}.c`);
    expect(commands.some((command) => command.startsWith(`./${name} `))).toBe(true);
    expect(exits).toMatch(/^0 .+, 1 .+, 2 could not tell$/);
  });

  test('was run on every recorded kernel and file system, and its verdict fits its exit code', () => {
    const words = ['not affected: ', 'affected: ', 'could not tell'];
    for (const { exit, verdict } of runsOf(name)) expect(verdict.startsWith(words[exit])).toBe(true);
    expect(runsOf(name).length).toBeGreaterThanOrEqual(12);
  });

  test('has each run in one outcome, what is affected first, and the text fits a mail', () => {
    const outcomes = outcomesOf(name);
    const cells = outcomes.flatMap(({ on }) => on.flatMap((words) => words.split(', ')));
    expect(cells).toHaveLength(runsOf(name).length);
    const affected = outcomes.findLastIndex(({ exit }) => exit === 1);
    expect(outcomes.slice(0, affected + 1).every(({ exit }) => exit === 1)).toBe(true);
    const lines = saidLines(name).join(' ').replace(/\s+/g, ' ');
    for (const { on } of outcomes) expect(lines).toContain(on.join(', '));
    const quoted = programQuote(name, 'p', 's').split('\n');
    expect(Math.max(...quoted.map((line) => line.length))).toBeLessThanOrEqual(72);
  });
});

test('kernels are listed by the release that they were built from', () => {
  expect(kernelsWith('direct-write-wakeup', 1)).toMatch(/^6\.1\.\d+ on ext4 and xfs$/);
  expect(kernelsWith('refault-sleeper', 1)).toMatch(
    /^6\.18\.\d+(, 7\.\d+\.\d+)* and 7\.\d+\.\d+ on ext4 and xfs$/,
  );
  expect(kernelsWith('reflink-sleeper', 1)).toMatch(/ on xfs$/);
  expect(() => kernelsWith('refault-sleeper', 2)).toThrow('refault-sleeper did not end with 2');
  expect(() => kernelsWith('reflink-sleeper', 2)).toThrow('on other file systems on another kernel');
});
