import { count } from '../../text/layout.ts';
import { askedIn } from '../scenario/index.ts';
import type { Trying } from '../verdicts/changes.ts';
import { changesText } from '../verdicts/changes-text.ts';
import { type Options, type Surroundings, UsageError } from './command.ts';
import { nowAndThen } from './progress.ts';
import { oneDesignOf, subjectOf } from './subject.ts';

/** What a verdict hangs on, and what would mend a failure. */
export function why(words: string[], options: Options, here: Surroundings): number {
  const { design, property } = options;
  const subject = subjectOf(words, options, here.examples);
  const { example, view } = subject;
  const id = oneDesignOf(subject, design, 'why');
  const asked = property ?? view?.fails;
  if (!asked) throw new UsageError(`which --property? They are ${askedIn(example).join(', ')}`);
  const say = nowAndThen(here);
  const tell = ({ made, all }: Trying) => say(() => `${made} of ${count(all, 'search', 'searches')}`);
  here.out(changesText(example, id, asked, tell).join('\n'));
  return 0;
}
