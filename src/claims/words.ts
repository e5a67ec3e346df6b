import { type MessageId, messages } from '../facts/messages.ts';
import type { Bearing, Claim } from './claim.ts';
import type { Piece } from './judge.ts';

/** What claims and their parts are called, the same on pages and in texts. */

/** How a piece of evidence bears on its claim. */
export const bearingWords: Readonly<Record<Bearing, string>> = {
  against: 'Not as claimed',
  for: 'As claimed',
  beyond: 'Without the assumption',
  beside: 'For comparison',
};

/** What a claim comes to, as a sentence. */
export function verdictSentence(claim: Claim): string {
  switch (claim.verdict) {
    case 'holds':
      return 'Holds: everything comes out as claimed.';
    case 'fails':
      return 'Fails: not everything comes out as claimed.';
    case 'not needed':
      return 'Not needed: what is asked comes out without it.';
    case 'holds only if':
      return `Holds only if ${claim.assumption}.`;
    case 'not decidable here':
      return `Not decidable here: ${claim.because}.`;
  }
}

/** What a claim's mails say beside it, and that it gets no verdict; empty where it is all of it a claim. */
export const opinionSentence = ({ opinion }: Claim): string =>
  opinion === undefined ? '' : `Said with it, and without a verdict here: ${opinion}`;

/** The verdict as a CSS class. */
export const toneOf = ({ verdict }: Claim): string => verdict.replaceAll(' ', '-');

/** "Muchun Song, 2022-07-04". */
export function signature(id: MessageId): string {
  return `${messages[id].author}, ${messages[id].date}`;
}

/** Who makes a claim, and when: the first mail, or what speaks where no mail does. */
export function authorOf({ by }: Claim): string {
  return typeof by === 'string' ? by.charAt(0).toUpperCase() + by.slice(1) : signature(by[0]);
}

/** "no lost wake-up, in missed-wakeup". */
export function askedWords({ asked, example }: Piece): string {
  return example ? `${asked}, in ${example.id}` : asked;
}
