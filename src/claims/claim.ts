import type { FactId } from '../facts/facts.ts';
import type { MessageId } from '../facts/messages.ts';
import type { Choice, Choices, Landmark } from '../sim/kernel/index.ts';
import type { QuestionId } from '../sim/space/answers.ts';
import type { Showable } from '../sim/verdicts/showing.ts';

/**
 * What was said about FSDAX page counts, each claim with what the checker says of it. Everything here is checked
 * when the site is built: a claim whose evidence does not come out as written, or whose verdict does not follow
 * from it, does not build.
 */
export type Claim = Common & Judgement;

/** What a claim comes to. {@link Evidence} decides; see judge.ts. */
export type Judgement =
  /** `not needed`: somebody named it as a thing to do first, and it turned out that it need not be. It follows from the same evidence as `fails`. */
  | { readonly verdict: 'holds' | 'fails' | 'not needed' }
  | {
      readonly verdict: 'holds only if';
      /** Completes "Holds only if …". No full stop. */
      readonly assumption: string;
    }
  | {
      readonly verdict: 'not decidable here';
      /** Completes "Not decidable here: …". No full stop. */
      readonly because: string;
    };

interface Common {
  /** C1, C2, … to readers, and part of an address: it never changes and is never used again. */
  readonly number: number;
  readonly part: PartId;
  /** The claim in one sentence, in our words. */
  readonly title: string;
  /** The mails that make it, the first one first; or that nobody's mail does. */
  readonly by: readonly [MessageId, ...MessageId[]] | Anonymous;
  /** What the mails say with it that is an opinion or a plan: it gets no verdict. One sentence or two. */
  readonly opinion?: string;
  /** What must be so if the claim is right, in the words of properties; their titles stand between asterisks. */
  readonly statement: string;
  readonly evidence: Evidences;
  /** The figure; left out where no example is run. */
  readonly shows?: Showable;
  /** Where the kernel's functions can be read that the claim is about. */
  readonly facts: readonly FactId[];
  /** What came of it. */
  readonly after: {
    readonly text: string;
    readonly facts: readonly FactId[];
    readonly mails?: readonly MessageId[];
  };
}

/** Who speaks where no mail does. */
export type Anonymous = 'this document' | 'a question of this document';

/** What the checker finds, by how it bears on the claim. */
export interface Evidences {
  /** Comes out as the claim says. */
  readonly for?: readonly Evidence[];
  /** Does not come out as the claim says. */
  readonly against?: readonly Evidence[];
  /** Does not come out as the claim says, and its assumption does not hold there. */
  readonly beyond?: readonly Evidence[];
  /** Not what the claim is about: for comparison. */
  readonly beside?: readonly Evidence[];
}

/** How a piece of evidence bears on its claim. */
export type Bearing = keyof Evidences;

export type Evidence =
  | PropertyEvidence
  | MetEvidence
  | CountEvidence
  | ChoiceEvidence
  | InclusionEvidence
  | SpaceEvidence
  | FewestEvidence;

/** What the checker says of a property of an example, the same under each of these designs. */
export interface PropertyEvidence {
  readonly kind: 'property';
  readonly example: string;
  readonly designs: readonly string[];
  readonly property: string;
  readonly is: 'holds' | 'fails';
}

/** A situation that the search meets under each of these designs, so that what holds does not hold of nothing. */
export interface MetEvidence {
  readonly kind: 'met';
  readonly example: string;
  readonly designs: readonly string[];
  readonly situation: string;
}

/** The first page's count at a step of the told schedule. */
export interface CountEvidence {
  readonly kind: 'count';
  readonly example: string;
  readonly designs: readonly string[];
  readonly at: Landmark;
  readonly when: 'before' | 'after';
  readonly is: number;
}

/** What a design decides. */
export interface ChoiceEvidence {
  readonly kind: 'choice';
  readonly designs: readonly string[];
  readonly choice: Choice;
  readonly is: Choices[Choice];
}

/** Whatever holds under the first design holds under the second: every property of every example. */
export interface InclusionEvidence {
  readonly kind: 'inclusion';
  readonly designs: readonly [string, string];
}

/** How all combinations of choices on which nothing of a question fails make one of them. */
export interface SpaceEvidence {
  readonly kind: 'space';
  readonly question: QuestionId;
  readonly choice: Choice;
  /** All make it so; null if each way is made by some. */
  readonly is: Choices[Choice] | null;
}

/** How few choices of a design have to be made otherwise until nothing of a question fails; null if no kernel is like that. */
export interface FewestEvidence {
  readonly kind: 'fewest';
  readonly question: QuestionId;
  readonly from: string;
  readonly is: number | null;
}

/** The groups of the ledger, in the order of the thread. */
export const parts = {
  wakeup: 'The lost wake-up',
  counts: '1-based counts',
  pgmap: 'The pgmap reference in GUP',
  held: 'Who should hold a reference',
  removal: 'Removing the device',
  way: 'The way there',
  merged: 'What was merged',
  beliefs: 'Questions about the code',
} as const satisfies Record<string, string>;

export type PartId = keyof typeof parts;
