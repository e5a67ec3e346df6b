/**
 * What has been published stays. test/published.txt has every address, day by day; nothing leaves it. That is kept by
 * its own history, in which each earlier version is looked up, and by the count beside each day, which is there without
 * a history too. A chain of hashes would hold no more: who takes a line away can make it anew, as he can a count, and
 * either is a change to a line of the past that a reader of the change sees.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';

const NAME = 'test/published.txt';
const root = path.resolve(import.meta.dirname, '..');

/** Addresses that were published on one day. */
interface Day {
  readonly date: string;
  /** How many there are, as it is written down. */
  readonly count: number;
  readonly addresses: readonly string[];
}

/** The days of the list, as it stands. */
export function daysIn(text: string): Day[] {
  const [, ...blocks] = text.split(/^(\d{4}-\d\d-\d\d: \d+)\n/m);
  return blocks.flatMap((head, i) => {
    if (i % 2 === 1) return [];
    const [date, count] = head.split(': ');
    return [{ date, count: Number(count), addresses: addressesIn(blocks[i + 1]) }];
  });
}

/** The addresses of the list as it is, or as it was before it had days. */
const addressesIn = (text: string): string[] =>
  text.split('\n').filter((line) => line !== '' && !/^(#|\d{4}-\d\d-\d\d: \d+$)/.test(line));

/** The list. */
export const text: string = readFileSync(path.join(root, NAME), 'utf8');

/** All addresses that are in it. */
export const published: readonly string[] = addressesIn(text);

/** All addresses that any commit up to the current one had in it. None where there is no history, as in an archive. */
export function everPublished(repository: string = root): string[] {
  const git = (...words: string[]) =>
    execFileSync('git', words, { cwd: repository, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const tried = (...words: string[]) => {
    try {
      return git(...words);
    } catch {
      return ''; // no history, or a commit that took the list away
    }
  };
  const commits = tried('rev-list', '--full-history', 'HEAD', '--', NAME).split('\n').filter(Boolean);
  return [...new Set(commits.flatMap((commit) => addressesIn(tried('show', `${commit}:./${NAME}`))))];
}
