import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { daysIn, everPublished, published, text } from './published.ts';

const days = daysIn(text);

test('nothing that any commit published is missing', () => {
  expect(everPublished().filter((address) => !published.includes(address))).toEqual([]);
});

test.each(days)('on $date there were $count', ({ count, addresses }) => {
  expect(addresses).toHaveLength(count);
});

test('days follow each other, and no address is there twice', () => {
  const dates = days.map(({ date }) => date);
  expect(dates).toEqual([...new Set(dates)].sort());
  expect(days.flatMap(({ addresses }) => addresses)).toEqual(published);
  expect(new Set(published).size).toBe(published.length);
  expect(published.length).toBeGreaterThan(0);
});

describe('a history', () => {
  /** A repository in which the list had these texts, one after the other; null takes it away. */
  function repository(...versions: readonly (string | null)[]): string {
    const folder = mkdtempSync(path.join(tmpdir(), 'published-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const git = (...words: string[]) =>
      execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.org', ...words], { cwd: folder });
    git('init', '--quiet');
    mkdirSync(path.join(folder, 'test'));
    for (const version of versions) {
      const file = path.join(folder, 'test/published.txt');
      if (version === null) rmSync(file);
      else writeFileSync(file, version);
      git('add', '--all');
      git('commit', '--quiet', '--message', 'x');
    }
    return folder;
  }

  test('has what was taken out of the list, even together with its count', () => {
    const folder = repository('a/\nb/\n', '2026-01-01: 2\na/\nb/\n', '# words\n2026-01-01: 1\na/\n');
    expect(everPublished(folder).sort()).toEqual(['a/', 'b/']);
  });

  test('has what was in a list that was taken away and written anew', () => {
    expect(everPublished(repository('a/\n', null, 'b/\n')).sort()).toEqual(['a/', 'b/']);
  });

  test('that is not there has nothing to say', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'published-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    expect(everPublished(folder)).toEqual([]);
  });
});
