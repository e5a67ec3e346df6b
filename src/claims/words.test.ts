import { describe, expect, test } from 'vitest';
import { messages } from '../facts/messages.ts';
import { claims } from './claims.ts';
import { claimsOf } from './of-message.ts';
import { authorOf, signature, toneOf, verdictSentence } from './words.ts';

describe('a verdict is a sentence', () => {
  const [claim] = claims;
  test.each([
    [{ ...claim, verdict: 'holds' as const }, 'Holds: everything comes out as claimed.'],
    [{ ...claim, verdict: 'fails' as const }, 'Fails: not everything comes out as claimed.'],
    [
      { ...claim, verdict: 'holds only if' as const, assumption: 'nobody looks' },
      'Holds only if nobody looks.',
    ],
    [
      { ...claim, verdict: 'not decidable here' as const, because: 'no model has it' },
      'Not decidable here: no model has it.',
    ],
  ])('%#', (one, sentence) => {
    expect(verdictSentence(one)).toBe(sentence);
  });

  test('and a class of one word', () => {
    for (const one of claims) expect(toneOf(one)).toMatch(/^[a-z]+(-[a-z]+)*$/);
  });
});

test('who makes a claim is the author of its first mail, or what speaks, with a capital letter', () => {
  for (const one of claims) {
    if (typeof one.by === 'string') {
      expect(authorOf(one)).toMatch(/^[A-Z][a-z ]+/);
      expect(authorOf(one).toLowerCase()).toBe(one.by.toLowerCase());
      continue;
    }
    const { author, date } = messages[one.by[0]];
    expect(authorOf(one)).toBe(`${author}, ${date}`);
    expect(signature(one.by[0])).toBe(authorOf(one));
  }
});

test('both kinds are there', () => {
  expect(new Set(claims.map(({ by }) => typeof by))).toEqual(new Set(['string', 'object']));
});

test('a message has the claims that it makes, each with its number and address', () => {
  for (const id of Object.keys(messages) as (keyof typeof messages)[]) {
    const made = claims.filter(({ by }) => Array.isArray(by) && by.includes(id)).map(({ number }) => number);
    expect(claimsOf(id)).toEqual(
      made.map((number) => ({ message: id, label: `C${number}`, href: `c/${number}/` })),
    );
  }
  expect(claims.some(({ by }) => Array.isArray(by) && claimsOf(by[0]).length > 0)).toBe(true);
});
