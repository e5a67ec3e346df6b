import { expect, test } from 'vitest';
import { exampleNamed } from '../sim/examples/index.ts';
import { claimNumbered } from './claims.ts';
import { sentences } from './sentences.ts';

test('every sentence of the thread leads to a claim or an example', () => {
  for (const { gist, claims, examples } of sentences) {
    expect(claims.length + examples.length, gist).toBeGreaterThan(0);
    for (const number of claims) expect(claimNumbered(number).number, gist).toBe(number);
    for (const id of examples) expect(exampleNamed(id).id, gist).toBe(id);
  }
});

test('no sentence is there twice, and none of a mail is missing', () => {
  expect(new Set(sentences.map(({ gist }) => gist)).size).toBe(sentences.length);
  const perMail = Object.groupBy(sentences, ({ message }) => message);
  expect(Object.entries(perMail).map(([message, list]) => [message, list?.length])).toEqual([
    ['muchun-v1', 2],
    ['willy-blight', 4],
    ['muchun-agrees', 1],
    ['dan-stalled', 5],
    ['jason-fs-holds', 6],
    ['dan-may-hang', 5],
  ]);
});
