import { describe, expect, test } from 'vitest';
import { parseMbox } from './fixtures.ts';
import { mailDate, mbox } from './mbox.ts';

const day = new Date('2026-11-05');

describe('a mailbox', () => {
  test('has one message, that begins on its day', () => {
    const [message, ...more] = parseMbox(mbox('a@b', day, [['Subject', 'x']], 'one\n\ntwo'));
    expect(more).toEqual([]);
    expect(message.from).toBe('From a@b Thu Nov 05 00:00:00 2026');
    expect([...message.headers]).toEqual([['Subject', 'x']]);
    expect(message.body).toBe('one\n\ntwo\n');
  });

  test('folds a long header so that it reads the same', () => {
    const long = 'a-list@lists.example.org, '.repeat(6).replace(/, $/, '');
    const text = mbox('a@b', day, [['Cc', long]], 'x');
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(72);
    expect(parseMbox(text)[0].headers.get('Cc')).toBe(long);
  });

  test('has one message whatever its body says', () => {
    const body = 'From now on\n>From then\nAnd From here';
    const text = mbox('a@b', day, [['Subject', 'x']], body);
    expect(text.match(/^From /gm)).toHaveLength(1);
    expect(parseMbox(text).map((message) => message.body)).toEqual([`${body}\n`]);
  });

  test('takes no header of more lines', () => {
    expect(() => mbox('a@b', day, [['Subject', 'x\nBcc: y']], '')).toThrow('the header Subject has');
  });
});

test('a date is that of the day, in UTC', () => {
  expect(mailDate(day)).toBe('Thu, 05 Nov 2026 00:00:00 +0000');
});
