import type { DesignData, VerdictData } from './data.ts';

/** What stands for the verdicts of a design that nobody has searched yet. */
export const UNSEARCHED: VerdictData = {
  property: '',
  title: 'every interleaving',
  verdict: 'undecided',
  words: 'not searched yet',
  schedule: null,
};

/** Whether the verdicts of a design are known. */
export const isSearched = ({ verdicts }: Pick<DesignData, 'verdicts'>): boolean =>
  !verdicts.includes(UNSEARCHED);
