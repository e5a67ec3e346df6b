import { describe, expect, test } from 'vitest';
import { handTyped } from '../../test/prose.ts';
import { facts } from '../facts/facts.ts';
import { messages } from '../facts/messages.ts';
import { parts } from './claim.ts';
import { claimNumbered, claims } from './claims.ts';

test('claims are numbered from 1, and none is left out', () => {
  expect(claims.map(({ number }) => number)).toEqual(claims.map((_, i) => i + 1));
});

test('a claim is found by its number, and one that is not there is an error that says so', () => {
  for (const claim of claims) expect(claimNumbered(claim.number)).toBe(claim);
  for (const number of [0, -1, 1.5, Number.NaN, claims.length + 1])
    expect(() => claimNumbered(number)).toThrow(
      `there is no claim C${number}; the last one is C${claims.length}`,
    );
});

test('no group is empty', () => {
  expect(new Set(claims.map(({ part }) => part))).toEqual(new Set(Object.keys(parts)));
});

describe.each(claims.map((claim) => [claim.number, claim] as const))('C%d', (_, claim) => {
  const texts = [
    claim.title,
    claim.statement,
    claim.after.text,
    'assumption' in claim ? claim.assumption : '',
    'because' in claim ? claim.because : '',
  ];

  test('is one sentence', () => {
    expect(claim.title).toMatch(/^[A-Z][^.]*(\.(?=\d)[^.]*)*\.$/);
  });

  test('types no number that can be computed', () => {
    expect(texts.flatMap(handTyped)).toEqual([]);
  });

  test('keeps to a plain typography that survives a mail', () => {
    for (const text of texts) expect(text).toMatch(/^[\x20-\x7e]*$/);
  });

  test('completes a sentence where one is completed', () => {
    for (const text of texts.slice(3)) expect(text).toMatch(/^($|[a-z'"])/);
    for (const text of texts.slice(3)) expect(text).not.toMatch(/\.$/);
    for (const text of texts.slice(1, 3)) expect(text).toMatch(/\.$/);
  });

  test('names mails and facts that are there', () => {
    if (typeof claim.by !== 'string') for (const id of claim.by) expect(messages[id], id).toBeDefined();
    for (const id of claim.after.mails ?? []) expect(messages[id], id).toBeDefined();
    for (const id of [...claim.facts, ...claim.after.facts]) expect(facts[id], id).toBeDefined();
    expect(new Set(claim.facts).size).toBe(claim.facts.length);
  });
});
