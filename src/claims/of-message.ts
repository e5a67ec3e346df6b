import { addressOf } from '../addresses.ts';
import type { MessageId } from '../facts/messages.ts';
import { claims } from './claims.ts';

/** A claim that a message makes, as a link to where it is checked. */
export interface ClaimLink {
  readonly message: MessageId;
  /** What a reader sees, such as "C1". */
  readonly label: string;
  /** Its address inside the site. */
  readonly href: string;
}

/** The claims that a message makes, in their own order. */
export function claimsOf(message: MessageId): readonly ClaimLink[] {
  return claims
    .filter(({ by }) => typeof by !== 'string' && by.includes(message))
    .map(({ number }) => ({ message, label: `C${number}`, href: addressOf.claim(number) }));
}
