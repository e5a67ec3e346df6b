import { expect, test } from 'vitest';
import { designNamed, designs } from './index.ts';
import { specialCases } from './special-cases.ts';

const of = (id: string, group: 'counts' | 'truncate') =>
  specialCases.filter((special) => special.group === group && special.has(designNamed(id).choices));

test('each is had by some design, and titles differ', () => {
  for (const { title, has } of specialCases)
    expect(
      designs.some(({ choices }) => has(choices)),
      title,
    ).toBe(true);
  expect(new Set(specialCases.map(({ title }) => title)).size).toBe(specialCases.length);
});

test('the first patch asks in folio_put(), and the one that was merged in GUP alone', () => {
  const asks = (id: string) => of(id, 'counts').map(({ fact }) => fact);
  expect(asks('folio-put')).toContain('folio-put-v1');
  expect(asks('gup-put')).not.toContain('folio-put-v1');
  expect(asks('gup-put')).toContain('gup-put-6.1');
});

test('no put has to know of the page where idle is 0', () => {
  for (const { id, choices } of designs)
    if (choices.idle === 0)
      for (const { title } of of(id, 'counts')) expect(title, id).not.toMatch(/wakes? at 1/);
});

test('the proposal needs none of what counting from one needs, and v6.15 one of its own', () => {
  expect(of('fs-held', 'counts')).toEqual([]);
  expect(of('v6.15', 'counts').map(({ fact }) => fact)).toEqual(['fault-get-7.2']);
});
