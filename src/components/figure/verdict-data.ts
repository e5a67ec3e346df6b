import { formatSchedule } from '../../sim/checker/index.ts';
import type { Example } from '../../sim/scenario/index.ts';
import { askedOf } from '../../sim/verdicts/verdicts.ts';
import { titleOf, verdictWords } from '../../sim/verdicts/words.ts';
import type { VerdictData } from './data.ts';

/** What a search says of everything that is asked of an example, as a figure shows it: from the build, or from the reader's own browser. */
export const verdictData = (example: Example, design: string): VerdictData[] =>
  askedOf(example, design).map((one) => ({
    property: one.property,
    title: titleOf(example, one.property),
    verdict: one.empty ? 'empty' : one.verdict,
    words: verdictWords(one),
    schedule: one.verdict === 'fails' && one.schedule ? formatSchedule(one.schedule, ',') : null,
  }));
