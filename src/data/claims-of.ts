import type { MessageId } from './messages.ts';

/** A claim that a message makes, as a link to where it is checked. */
export interface ClaimLink {
  readonly message: MessageId;
  /** What a reader sees, such as "C1". */
  readonly label: string;
  /** Its address inside the site. */
  readonly href: string;
}

/** The claims that a message makes, in their own order. There is no ledger of claims yet, so there are none. */
export function claimsOf(_message: MessageId): readonly ClaimLink[] {
  return [];
}
