import { also } from './also.ts';
import type { Fact } from './fact.ts';
import { messages, messageUrl } from './messages.ts';
import { fault } from './subjects/fault.ts';
import { gup } from './subjects/gup.ts';
import { history } from './subjects/history.ts';
import { layouts } from './subjects/layouts.ts';
import { put } from './subjects/put.ts';
import { removal } from './subjects/removal.ts';
import { share } from './subjects/share.ts';
import { start } from './subjects/start.ts';
import { truncate } from './subjects/truncate.ts';
import { zap } from './subjects/zap.ts';

export type { CodeFact, CommitFact, Fact, MailFact, Status } from './fact.ts';

const table = {
  ...start,
  ...fault,
  ...zap,
  ...gup,
  ...put,
  ...layouts,
  ...truncate,
  ...removal,
  ...share,
  ...history,
} as const satisfies Record<string, Fact>;

/** A fact's name in this repo. */
export type FactId = keyof typeof table;

export const facts: Readonly<Record<FactId, Fact>> = table;

/** Facts on one subject, in the order in which a page's life meets them. */
export interface Subject {
  /** Its file in src/facts/subjects/, and its address on the page of all facts. */
  readonly id: string;
  readonly title: string;
  readonly facts: Readonly<Record<string, Fact>>;
}

export const subjects: readonly Subject[] = [
  { id: 'start', title: 'Where a count starts', facts: start },
  { id: 'fault', title: 'Faults and fork', facts: fault },
  { id: 'zap', title: 'Unmapping', facts: zap },
  { id: 'gup', title: 'GUP', facts: gup },
  { id: 'put', title: 'Puts and wake-ups', facts: put },
  { id: 'layouts', title: 'Breaking layouts', facts: layouts },
  { id: 'truncate', title: 'Truncation and eviction', facts: truncate },
  { id: 'removal', title: 'Removal of the device', facts: removal },
  { id: 'share', title: 'Shared pages', facts: share },
  { id: 'history', title: 'Series and commits', facts: history },
];

const GIT = 'https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git';

/** Where a fact can be looked up: at a tag, a commit or a message, never at a moving branch. */
export function factUrl(fact: Fact): string {
  switch (fact.kind) {
    case 'mail':
      return messageUrl(messages[fact.message]);
    case 'commit':
      return `https://git.kernel.org/linus/${fact.hash}`;
    case 'code':
      return fact.at.startsWith('v')
        ? `https://elixir.bootlin.com/linux/${fact.at}/source/${fact.file}${fact.line ? `#L${fact.line}` : ''}`
        : `${GIT}/tree/${fact.file}?id=${fact.at}${fact.line ? `#n${fact.line}` : ''}`;
  }
}

/** "mm/gup.c:197, v6.1.176" and the like, with nothing about how far it can be trusted. */
export function barePlace(fact: Fact): string {
  switch (fact.kind) {
    case 'mail':
      return `${messages[fact.message].author}, ${messages[fact.message].date}`;
    case 'commit':
      return `${fact.hash.slice(0, 12)}, ${fact.since}`;
    case 'code':
      return `${fact.file}${fact.line ? `:${fact.line}` : ''}, ${fact.at.startsWith('v') ? fact.at : fact.at.slice(0, 12)}`;
  }
}

/**
 * The same fact, at the first of these releases in which it was read; null where it was read in none of them. Its place, that is: what it shows was read
 * where it says.
 */
export function factIn(id: FactId, releases: readonly string[]): Fact | null {
  const fact = facts[id];
  if (fact.kind !== 'code') return null;
  for (const at of releases) {
    if (fact.at === at) return fact;
    const line = also[id]?.[at];
    if (line !== undefined) return { ...fact, at, line };
  }
  return null;
}

/** What a reader must be told of a fact that nobody read up, "our reading" or "not verified"; null if it was read. */
export function doubtOf(fact: Fact): string | null {
  if (fact.status === 'derived') return 'our reading';
  if (fact.status === 'unverified' || (fact.kind === 'mail' && !messages[fact.message].confirmed))
    return 'not verified';
  return null;
}

/** The same with the example that settles it, in brackets, as it stands in a text; empty for a fact that was read. */
export function markOf(fact: Fact): string {
  const doubt = doubtOf(fact);
  if (doubt === null) return '';
  return fact.settledBy ? `(${doubt}; settled by the example ${fact.settledBy})` : `(${doubt})`;
}

/** Where a fact can be looked up, for a reader of text, and whether it was. */
export const factPlace = (fact: Fact): string => `${barePlace(fact)} ${markOf(fact)}`.trimEnd();
