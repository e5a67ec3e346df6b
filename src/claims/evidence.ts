import type { Choice, Choices, Landmark } from '../sim/kernel/index.ts';
import type {
  ChoiceEvidence,
  CountEvidence,
  FewestEvidence,
  InclusionEvidence,
  MetEvidence,
  PropertyEvidence,
  SpaceEvidence,
} from './claim.ts';

/** Evidence, as short as a table of claims wants it; the kinds are explained in claim.ts. */

type Designs = readonly string[];

export const holds = (example: string, designs: Designs, property: string): PropertyEvidence => ({
  kind: 'property',
  example,
  designs,
  property,
  is: 'holds',
});

export const fails = (example: string, designs: Designs, property: string): PropertyEvidence => ({
  kind: 'property',
  example,
  designs,
  property,
  is: 'fails',
});

export const met = (example: string, designs: Designs, situation: string): MetEvidence => ({
  kind: 'met',
  example,
  designs,
  situation,
});

export const count = (
  example: string,
  designs: Designs,
  at: Landmark,
  when: 'before' | 'after',
  is: number,
): CountEvidence => ({ kind: 'count', example, designs, at, when, is });

export const decides = <C extends Choice>(choice: C, designs: Designs, is: Choices[C]): ChoiceEvidence => ({
  kind: 'choice',
  designs,
  choice,
  is,
});

export const inclusion = (less: string, more: string): InclusionEvidence => ({
  kind: 'inclusion',
  designs: [less, more],
});

export const needs = <C extends Choice>(
  question: SpaceEvidence['question'],
  choice: C,
  is: Choices[C],
): SpaceEvidence => ({ kind: 'space', question, choice, is });

export const leavesOpen = (question: SpaceEvidence['question'], choice: Choice): SpaceEvidence => ({
  kind: 'space',
  question,
  choice,
  is: null,
});

export const fewest = (
  question: FewestEvidence['question'],
  from: string,
  is: number | null,
): FewestEvidence => ({
  kind: 'fewest',
  question,
  from,
  is,
});
