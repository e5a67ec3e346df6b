import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { entries } from '../src/components/timeline/timeline.ts';
import { type FactId, facts } from '../src/facts/facts.ts';
import { landmarks, source, treeIds } from '../src/sim/kernel/index.ts';
import { waiting } from './waiting.ts';

/**
 * A fact is there to be used: by a step of the model, in a chapter or on a page, by a table, or in the timeline.
 * The page that lists all facts does not count.
 */
const root = new URL('../', import.meta.url);
const files = (folder: string, ending: RegExp) =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .filter((name) => ending.test(name))
    .map((name) => ({ name, text: readFileSync(new URL(`${folder}${name}`, root), 'utf8') }));

const ids = Object.keys(facts) as FactId[];
/** Where each fact is used. */
function uses(): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const use = (id: string, where: string) => found.set(id, [...(found.get(id) ?? []), where]);
  for (const base of treeIds) for (const at of landmarks) use(source(base, at).fact, `step ${at}`);
  for (const { name, text } of [...files('docs/', /\.mdx$/), ...files('src/pages/', /\.astro$/)])
    for (const [, id] of text.matchAll(/<Fact\s+id="([^"]+)"/g)) use(id, name);
  for (const { name, text } of files('src/claims/', /^claims\.ts$/))
    for (const [, id] of text.matchAll(/'([\w.-]+)'/g)) if (id in facts) use(id, `src/claims/${name}`);
  for (const { name, text } of files('src/sim/', /^(designs\/special-cases|kernel\/variables)\.ts$/))
    for (const [, id] of text.matchAll(/fact: '([\w.-]+)'/g)) use(id, `src/sim/${name}`);
  if (files('docs/', /\.mdx$/).some(({ text }) => text.includes('<Timeline ')))
    for (const entry of entries('0', '9'))
      if (entry.kind === 'release') for (const { id } of entry.commits) use(id, 'the timeline');
  return found;
}

describe('facts', () => {
  const used = uses();

  test('are used, or wait in test/waiting.ts', () => {
    const neither = ids.filter((id) => !used.has(id) && !waiting.includes(id));
    expect(neither, 'use these, or write them down in test/waiting.ts').toEqual([]);
  });

  test('do not wait when they are used', () => {
    const both = waiting.filter((id) => used.has(id)).map((id) => `${id}: ${used.get(id)?.join(', ')}`);
    expect(both, 'take these out of test/waiting.ts').toEqual([]);
  });

  test('wait once, and exist', () => {
    expect(new Set(waiting).size).toBe(waiting.length);
    expect(waiting.filter((id) => !(id in facts))).toEqual([]);
  });

  test('that pages ask for exist', () => {
    expect([...used.keys()].filter((id) => !(id in facts))).toEqual([]);
  });
});
