import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { judged } from '../src/components/claim/judged.ts';
import { drawn } from '../src/components/holders/drawn.ts';
import { livesOf } from '../src/components/life-cycle/lives.ts';
import { showableRef } from '../src/components/refs.ts';
import {
  saidCount,
  saidEndCount,
  saidEverywhere,
  saidRefcount,
  saidRow,
  saidVerdict,
} from '../src/components/verdict/said.ts';
import { type FactId, facts } from '../src/facts/facts.ts';
import { type MessageId, messages } from '../src/facts/messages.ts';
import { costWords } from '../src/recordings/cost.ts';
import { patchedSaid } from '../src/recordings/patched.ts';
import { recordingOf } from '../src/recordings/recording.ts';
import { seenStep } from '../src/recordings/sighting.ts';
import { kernelsWith, outcomesOf } from '../src/reproducers/said.ts';
import { headOf, sourceOf } from '../src/reproducers/source.ts';
import { designs } from '../src/sim/designs/index.ts';
import { exampleNamed, examples } from '../src/sim/examples/index.ts';
import type { Landmark } from '../src/sim/kernel/index.ts';
import { showing } from '../src/sim/verdicts/showing.ts';
import { askedOf } from '../src/sim/verdicts/verdicts.ts';
import { handTyped } from './prose.ts';

/** What every chapter's source must keep to. The build enforces most of it again, page by page. */
const folder = new URL('../docs/', import.meta.url);
const chapters = readdirSync(folder)
  .filter((file) => file.endsWith('.mdx'))
  .map((file) => [file, readFileSync(new URL(file, folder), 'utf8')] as const);

type Attributes = Readonly<Record<string, string>>;

/** The tags called `name` in MDX source, with their attributes; tags may run over line ends. */
function tags(source: string, name: string): Attributes[] {
  return [...source.matchAll(new RegExp(`<${name}\\s([^>]*?)/?>`, 'g'))].map(([, attributes]) =>
    Object.fromEntries([...attributes.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, value]) => [key, value])),
  );
}

/** What only this document would say, where the kernel has a word; openings that are about the reader; and places that move. */
const privateWords = [
  /\blate touch/i,
  /\bend of an inode\b/i,
  /\bmemory map\b/i,
  /\bcurrent code\b/i,
  /\bAfter this chapter\b/,
  /\bthe (next|last|previous) chapter\b/i,
  /\bthe chapter (before|after)\b/i,
];

test('there are chapters', () => {
  expect(chapters.length).toBeGreaterThan(0);
});

describe.each(chapters)('docs/%s', (file, source) => {
  test('every verdict is what the checker finds', () => {
    for (const { of, is } of tags(source, 'Verdict')) saidVerdict(of, is as 'holds' | 'fails', file);
    for (const { of, is } of tags(source, 'Everywhere')) saidEverywhere(of, is as 'holds' | 'fails', file);
  });

  test('is written in the kernel’s words, begins with its point, and refers by name', () => {
    const text = source.replace(/\s+/g, ' ');
    for (const words of privateWords) expect(text).not.toMatch(words);
  });

  test('a sentence says by itself what the checker has shown, and has the evidence in brackets', () => {
    const flat = source.replace(/\]\([^)]*\)/g, ']').replace(/\s+/g, ' ');
    for (const { index } of flat.matchAll(/<(Verdict|Everywhere)\s/g)) {
      const before = flat.slice(0, index);
      expect(before.lastIndexOf('('), before.slice(-80)).toBeGreaterThan(before.lastIndexOf(')'));
    }
  });

  test('every number can be computed', () => {
    for (const { of, what } of tags(source, 'Count')) saidCount(of, what, file);
    for (const { of, at, show } of tags(source, 'Refcount'))
      saidRefcount(of, at as Landmark, show as 'before' | 'after', file);
    for (const { of } of tags(source, 'EndCount')) saidEndCount(of, file);
    for (const { of, at, task } of tags(source, 'Row')) saidRow(of, at as Landmark, task, file);
  });

  test('every life can be drawn', () => {
    for (const { of } of [...tags(source, 'LifeCycle'), ...tags(source, 'CountMeans')]) livesOf(of, file);
  });

  test('who holds the page can be drawn', () => {
    for (const { of, beside } of tags(source, 'HoldersDrawing')) drawn({ of, beside, small: false }, file);
  });

  test('every example, fact, mail and claim exists', () => {
    for (const { id } of [...tags(source, 'Example'), ...tags(source, 'Quote')]) exampleNamed(id);
    for (const { id } of tags(source, 'Fact')) expect(facts[id as FactId], id).toBeDefined();
    for (const { claims } of tags(source, 'Settles')) judged(claims, file);
    for (const { of } of tags(source, 'Shortest')) showing(showableRef(of));
    for (const { id } of tags(source, 'Mail')) expect(messages[id as MessageId], id).toBeDefined();
  });

  test('every recording exists, with its kernels and steps', () => {
    for (const { scenario, kernels, steps } of tags(source, 'Recording'))
      recordingOf(scenario, { kernels, steps });
    for (const { scenario, step, kernels } of tags(source, 'Seen')) seenStep(scenario, step, kernels);
  });

  test('every program was run', () => {
    for (const { name } of [...tags(source, 'Program'), ...tags(source, 'QuoteProgram')]) {
      headOf(sourceOf(name));
      expect(outcomesOf(name).length, name).toBeGreaterThan(0);
    }
    for (const { by, exit = '1' } of tags(source, 'Affected')) kernelsWith(by, Number(exit));
    for (const { program, kernel } of tags(source, 'Patched')) patchedSaid(kernel, program);
    for (const { kernel } of tags(source, 'Instructions')) costWords(kernel);
  });

  test('every heading has an address of its own', () => {
    const headings = source.split('\n').filter((line) => /^#+ /.test(line));
    for (const heading of headings) expect(heading).toMatch(/\{#[a-z][a-z0-9-]*\}$/);
    expect(new Set(headings.map((heading) => heading.replace(/.*\{/, ''))).size).toBe(headings.length);
  });

  test('ends with what to quote', () => {
    expect(source).toMatch(
      /## Quote this \{#quote\}\n\n<Quote(Ledger|Page page="[\w-]+"|Claim number="\d+"|Program name="[\w-]+" page="[\w-]+"| id="[\w-]+") \/>\s*$/,
    );
  });

  test('quotes itself, where it quotes a page', () => {
    for (const { page } of tags(source, 'QuotePage')) expect(`${page}.mdx`).toBe(file);
  });

  test('no number in the prose is typed by hand', () => {
    const prose = source
      .replace(/^---[\s\S]*?\n---/, '')
      .replace(/<[^>]*>|`[^`]*`|\]\([^)]*\)|\{#[^}]*\}/g, ' ');
    expect(handTyped(prose)).toEqual([]);
  });

  test('keeps to a plain typography that survives a mail', () => {
    expect(source.match(/[^\n\x20-\x7e]/g) ?? []).toEqual([]);
  });
});

test('no release and no proposal passes everything that is asked, as the design space says', () => {
  const fails = (id: string) =>
    examples.some(
      (example) =>
        example.designs.includes(id) && askedOf(example, id).some(({ verdict }) => verdict === 'fails'),
    );
  expect(designs.map(({ id }) => id).filter((id) => !fails(id))).toEqual([]);
});

describe('a page that would lie', () => {
  test('does not build, and says which page, example and property', () => {
    expect(() => saidVerdict('missed-wakeup/current/no-lost-wakeup', 'holds', '/missed-wakeup/')).toThrow(
      /^\/missed-wakeup\/: example missed-wakeup, property no-lost-wakeup, design current: the page says 'holds', the checker finds 'fails' in \d+ states$/,
    );
  });

  test.each([
    [
      'missed-wakeup/current/nonsense',
      "example missed-wakeup has no property 'nonsense'; it has no-lost-wakeup",
    ],
    [
      'missed-wakeup/nonsense/no-lost-wakeup',
      "there is no design 'nonsense'; the designs are v5.17, current",
    ],
    ['nonsense/current/no-lost-wakeup', "there is no example 'nonsense'; the examples are life"],
    ['missed-wakeup/current', "'missed-wakeup/current' should be example/design/property"],
  ])('nor one that speaks of %s', (of, message) => {
    expect(() => saidVerdict(of, 'holds', '/page/')).toThrow(`/page/: ${message}`);
  });

  test('nor one that counts what is not there', () => {
    expect(() => saidCount('missed-wakeup/fs-held/no-lost-wakeup', 'steps', '/p/')).toThrow(
      'no failing schedule',
    );
    expect(() => saidCount('missed-wakeup/current', 'sheep', '/p/')).toThrow("no count of 'sheep'");
    expect(() => saidCount('all', 'depth', '/p/')).toThrow("'all'");
    expect(() => saidRow('missed-wakeup', 'other.allocate', undefined, '/p/')).toThrow(
      'does not come to other.allocate',
    );
    expect(() => saidRefcount('missed-wakeup/gup-put', 'unpin.sub', 'after', '/p/')).toThrow(
      'shows current and fs-held',
    );
  });
});
