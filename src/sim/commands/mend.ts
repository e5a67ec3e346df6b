import { brief } from '../../text/brief.ts';
import { count } from '../../text/layout.ts';
import { didYouMean } from '../../text/nearest.ts';
import type { DemandId } from '../properties.ts';
import { asked } from '../space/knowledge.ts';
import { isDemand, mended } from '../space/mend.ts';
import { mendedLines } from '../space/text.ts';
import { designsOf, numberOf, type Options, type Surroundings, UsageError } from './command.ts';
import { nowAndThen } from './progress.ts';
import { oneDesignOf, subjectOf } from './subject.ts';

/** Sets of more changes would take hours. */
const MOST = 5;
const USUAL = 3;

/** The smallest sets of changes with which everything holds, in one example or in all. */
export function mend(words: string[], options: Options, here: Surroundings): number {
  const subject = words.length === 1 && words[0] === 'all' ? null : subjectOf(words, options, here.examples);
  if (subject === null && options.with !== undefined)
    throw new UsageError('all takes no --with: that is of one example');
  const example = subject?.example ?? null;
  const design = subject ? oneDesignOf(subject, options.design, 'mend') : ofAll(options.design ?? 'v6.15');
  const max = options.max === undefined ? USUAL : numberOf('max', options.max, 'changes');
  if (max < 1 || max > MOST) throw new UsageError(`--max can be from 1 to ${MOST}`);
  const known = example === null ? asked : example.demands;
  const wanted = options.keep?.split(',').map((one) => demandOf(one.trim(), known));
  const say = nowAndThen(here);
  const going = mended({ example, design, wanted, max });
  let step = going.next();
  for (; !step.done; step = going.next()) {
    const { looked, all, searches } = step.value;
    say(() => `${looked} of ${count(all, 'set')}, ${count(searches, 'search', 'searches')}`);
  }
  here.out(options.json ? JSON.stringify(step.value, null, 2) : mendedLines(step.value).join('\n'));
  return 0;
}

function ofAll(text: string): string {
  const [design, ...others] = designsOf(text);
  if (others.length > 0) throw new UsageError('mend takes one design');
  return design;
}

function demandOf(id: string, known: readonly DemandId[]): DemandId {
  if (isDemand(id) && known.includes(id)) return id;
  throw new UsageError(
    `'${brief(id)}' is not asked here${didYouMean(id, known)}; --keep takes some of ${known.join(', ')}`,
  );
}
