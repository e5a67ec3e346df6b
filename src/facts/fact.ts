import type { MessageId } from './messages.ts';

/** Something that can be looked up in the kernel's source, its history, or a mail. */
export type Fact = CodeFact | CommitFact | MailFact;

/**
 * How far a fact can be trusted. `read`: the code or mail was read. `derived`: our reasoning from what was read,
 * which nobody confirmed. `unverified`: not checked. A page shows the last two as what they are.
 */
export type Status = 'read' | 'derived' | 'unverified';

interface Common {
  /** What it shows, in one sentence of ours. */
  readonly shows: string;
  readonly status: Status;
  /** The example that settles a fact that was not read, by its id. */
  readonly settledBy?: string;
  /** What one might think, and what this shows to be wrong, in one sentence of ours. */
  readonly corrects?: string;
}

/** A place in the kernel's source at a fixed version. */
export interface CodeFact extends Common {
  readonly kind: 'code';
  /** A release tag, or a commit's hash. Never a branch. */
  readonly at: string;
  readonly file: string;
  /** The function, or the symbol that stands in that line. */
  readonly function: string;
  /** Line in that file at that version, where it was noted. */
  readonly line?: number;
}

/** A commit in mainline. */
export interface CommitFact extends Common {
  readonly kind: 'commit';
  readonly hash: string;
  readonly title: string;
  /** The first release or release candidate that has it. */
  readonly since: string;
}

/** A statement in a mail. */
export interface MailFact extends Common {
  readonly kind: 'mail';
  readonly message: MessageId;
}

/** What a fact may be beside read: see Status and the fields of that name. */
type Extra = Partial<Pick<Common, 'status' | 'settledBy' | 'corrects'>>;

/** A place `file:function`, at `line` where that was noted. */
export const code = (
  at: string,
  place: string,
  line: number | undefined,
  shows: string,
  extra: Extra = {},
): CodeFact => {
  const [file, fn] = place.split(':') as [string, string];
  return { kind: 'code', at, file, function: fn, shows, status: 'read', ...(line ? { line } : {}), ...extra };
};

export const commit = (
  hash: string,
  since: string,
  title: string,
  shows: string,
  extra: Extra = {},
): CommitFact => ({ kind: 'commit', hash, since, title, shows, status: 'read', ...extra });

export const mail = (message: MessageId, shows: string, extra: Extra = {}): MailFact => ({
  kind: 'mail',
  message,
  shows,
  status: 'read',
  ...extra,
});

/** mm/gup.c and fs/dax.c as of these commits carry the bug: they stand for v5.18 to v5.19-rc. */
export const GUP_519 = 'b6a2619c60b41a929bbb9c09f193d690d707b1af';
export const DAX_519 = 'e511c4a3d2a1f64aafc1f5df37a2ffcf7ef91b55';
export const MEMREMAP_518 = '27674ef6c73f0c9096a9827dc5d6ba9fc7808422';
/** fs/dax.c as of the commit that made the counts 0-based. */
export const DAX_615 = '38607c62b34b46317c46d5baf1df03ac6e48a1c6';
export const V510 = 'v5.10.223';
export const V61 = 'v6.1.176';
export const V612 = 'v6.12.107';
export const V72 = 'v7.2.12';
export const V73 = 'v7.3.4';
