import { describe, expect, test } from 'vitest';
import { claims } from '../claims/claims.ts';
import { scenarios } from '../recordings/families.ts';
import { examples } from '../sim/examples/index.ts';
import { claimEntries, exampleEntries, recordingEntries } from './entries.ts';

describe.each([
  ['Example', exampleEntries, examples.length],
  ['Claim C', claimEntries, claims.length],
  ['Recording', recordingEntries, scenarios.length],
])('%s', (kind, entries, length) => {
  test('entries are counted from 1, and say of how many', () => {
    expect(entries.map(({ number }) => number)).toEqual(Array.from({ length }, (_, i) => `${i + 1}`));
    for (const { number, label } of entries)
      expect(label.replace('C ', 'C')).toBe(`${kind} ${number} of ${length}`.replace('C ', 'C'));
  });

  test('entries have an address of their own, and its plain-text twin', () => {
    expect(new Set(entries.map(({ address }) => address)).size).toBe(length);
    for (const { address, text } of entries) {
      expect(address).toMatch(/^[a-z]\/[\w-]+\/$/);
      expect(text).toBe(address.replace(/\/$/, '.txt'));
    }
  });
});

test('an entry says what its page is about', () => {
  const [example] = examples;
  expect(exampleEntries[0]).toMatchObject({
    title: example.title,
    summary: example.question,
    address: `x/${example.id}/`,
  });
  expect(claimEntries[0]).toMatchObject({ title: claims[0].title, summary: '', address: 'c/1/' });
  const [{ name, about }] = scenarios;
  expect(recordingEntries[0]).toMatchObject({ title: name, summary: about, address: `r/${name}/` });
});
