import { type ClaimLink, claimsOf } from '../../claims/of-message.ts';
import { type CommitFact, type FactId, facts, factUrl, markOf } from '../../facts/facts.ts';
import { type Message, type MessageId, messages, messageUrl } from '../../facts/messages.ts';
import { releases } from '../../facts/releases.ts';
import { count, wrap } from '../../text/layout.ts';

/** What happened on a day: somebody sent a mail, or a release came out with commits of ours in it. */
export type Entry = Sent | Released;

export interface Sent {
  readonly kind: 'message';
  readonly date: string;
  readonly id: MessageId;
  readonly message: Message;
  /** The message that names this one, if this one was not read. */
  readonly named: Message | null;
  readonly claims: readonly ClaimLink[];
}

export interface Released {
  readonly kind: 'release';
  readonly date: string;
  /** The release's tag. */
  readonly tag: string;
  readonly commits: readonly { readonly id: FactId; readonly fact: CommitFact }[];
}

/**
 * All messages, and the releases with their commits, from the day `from` up to but not including `until`; the
 * oldest first. ISO dates, compared as they are written: '2022' lies before every day of 2022.
 */
export function entries(
  from: string,
  until: string,
  claims: (message: MessageId) => readonly ClaimLink[] = claimsOf,
): Entry[] {
  const sent = (Object.keys(messages) as MessageId[]).map((id): Sent => {
    const message = messages[id];
    return {
      kind: 'message',
      date: message.date,
      id,
      message,
      named: message.named === undefined ? null : messages[message.named as MessageId],
      claims: claims(id),
    };
  });
  const released = Object.entries(releases).map(([tag, date]): Released => {
    const ids = Object.keys(facts) as FactId[];
    const commits = ids.flatMap((id) => {
      const fact = facts[id];
      return fact.kind === 'commit' && fact.since === tag ? [{ id, fact }] : [];
    });
    return { kind: 'release', date, tag, commits };
  });
  return [...sent, ...released]
    .filter(({ date }) => from <= date && date < until)
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

/** "31 messages and 20 commits" of some entries. */
export function summary(of: readonly Entry[]): string {
  const commits = of.reduce((sum, entry) => sum + (entry.kind === 'release' ? entry.commits.length : 0), 0);
  return `${count(of.filter(({ kind }) => kind === 'message').length, 'message')} and ${count(commits, 'commit')}`;
}

/** What a reader must be told of a message that was not read; empty for one that was. */
export function markOfMessage({ message, named }: Sent): string {
  if (message.confirmed) return '';
  return named === null ? '(not verified)' : `(not verified; named by ${named.author}, ${named.date})`;
}

/** Entries as plain text: 72 columns, except for links, which have lines of their own. `absolute` makes a link whole. */
export function timelineLines(of: readonly Entry[], absolute: (path: string) => string): string[] {
  const indented = (text: string, by: number) =>
    wrap(text, 72 - by).map((line) => `${' '.repeat(by)}${line}`);
  return of
    .flatMap((entry) => {
      if (entry.kind === 'release')
        return [
          `${entry.date}  ${entry.tag}, with`,
          ...entry.commits.flatMap(({ fact }) => [
            ...indented(`${fact.title} ${markOf(fact)}`, 2),
            ...indented(fact.shows, 4),
            factUrl(fact),
          ]),
          '',
        ];
      const { message, claims } = entry;
      return [
        `${message.date}  ${message.author}: ${message.kind}`,
        ...indented(`${message.subject ?? 'cover letter'} ${markOfMessage(entry)}`, 2),
        ...indented(message.says, 4),
        messageUrl(message),
        ...claims.flatMap(({ label, href }) => [...indented(`Claim ${label}:`, 4), absolute(href)]),
        '',
      ];
    })
    .slice(0, -1);
}
