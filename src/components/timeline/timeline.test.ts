import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { facts } from '../../facts/facts.ts';
import { type MessageId, messages } from '../../facts/messages.ts';
import { entries, markOfMessage, summary, timelineLines } from './timeline.ts';

const all = entries('0', '9');
const commits = Object.values(facts).filter((fact) => fact.kind === 'commit');
const absolute = (path: string) => `https://site.example/${path}`;

test('a timeline of all time has every message and every commit once', () => {
  const shown = all.flatMap((entry) => (entry.kind === 'message' ? [entry.id] : []));
  expect(shown.sort()).toEqual(Object.keys(messages).sort());
  const merged = all.flatMap((entry) => (entry.kind === 'release' ? entry.commits : []));
  expect(merged.map(({ fact }) => fact.hash).sort()).toEqual(commits.map(({ hash }) => hash).sort());
  expect(new Set(merged.map(({ fact }) => fact.hash)).size).toBe(commits.length);
});

test('the oldest is first', () => {
  const dates = all.map(({ date }) => date);
  expect(dates).toEqual([...dates].sort());
});

test('no release is there without a commit', () => {
  for (const entry of all) if (entry.kind === 'release') expect(entry.commits, entry.tag).not.toEqual([]);
});

test('the chapter shows all of it, in parts that do not overlap', () => {
  const source = readFileSync(new URL('../../../docs/thread.mdx', import.meta.url), 'utf8');
  const parts = [...source.matchAll(/<Timeline from="([^"]+)" until="([^"]+)" \/>/g)].map(
    ([, from, until]) => ({
      from,
      until,
    }),
  );
  expect(parts.length).toBeGreaterThan(1);
  expect(parts.slice(1).map(({ from }) => from)).toEqual(parts.slice(0, -1).map(({ until }) => until));
  expect(parts.flatMap(({ from, until }) => entries(from, until))).toEqual(all);
});

test('counts what it shows', () => {
  expect(summary(all)).toBe(`${Object.keys(messages).length} messages and ${commits.length} commits`);
  expect(summary(entries('2022-07-04', '2022-07-05'))).toBe('3 messages and 0 commits');
});

describe('as text', () => {
  const lines = timelineLines(all, absolute);

  test('is 72 columns of ASCII, with links on lines of their own', () => {
    expect(lines.join('\n')).toMatch(/^[\n\x20-\x7e]*$/);
    expect(lines.filter((line) => line.length > 72 && !/^https:\/\/\S+$/.test(line))).toEqual([]);
  });

  test('has every Message-ID, and every commit', () => {
    const text = lines.join('\n');
    for (const { messageId } of Object.values(messages))
      expect(text).toContain(messageId.replaceAll('/', '%2F'));
    for (const { hash } of commits) expect(text).toContain(`linus/${hash}`);
  });

  test('says of a message that was not read who names it', () => {
    const text = timelineLines(entries('2022-01-02', '2022-01-03'), absolute).join('\n');
    expect(text.replace(/\s+/g, ' ')).toContain('(not verified; named by Matthew Wilcox, 2022-01-10)');
  });

  test('and of a commit that was not checked that it was not', () => {
    expect(timelineLines(entries('2016', '2017'), absolute).join(' ').replace(/\s+/g, ' ')).toContain(
      '(not verified)',
    );
  });
});

test('a message that was read has no mark, one that was not has', () => {
  for (const entry of all)
    if (entry.kind === 'message') expect(markOfMessage(entry) === '', entry.id).toBe(entry.message.confirmed);
});

test('claims stand with the message that makes them', () => {
  const claims = (message: MessageId) =>
    message === 'dan-may-hang' ? [{ message, label: 'C7', href: 'c/7/' }] : [];
  const [entry] = entries('2022-07-22', '2022-07-23', claims);
  expect(entry).toMatchObject({ id: 'dan-may-hang', claims: [{ label: 'C7' }] });
  expect(timelineLines([entry], absolute).slice(-2)).toEqual(['    Claim C7:', 'https://site.example/c/7/']);
});
