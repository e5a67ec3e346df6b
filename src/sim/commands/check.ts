import { count } from '../../text/layout.ts';
import { NotAlike, type Progress } from '../checker/index.ts';
import type { Example } from '../scenario/index.ts';
import { searchedWith } from '../verdicts/verdicts.ts';
import { designsOf, numberOf, type Options, type Surroundings, UsageError } from './command.ts';
import { nowAndThen } from './progress.ts';
import { report } from './report.ts';
import { designsIn, nameOf, subjectOf, withMore } from './subject.ts';

/** Every verdict on an example. */
export function check(words: string[], options: Options, here: Surroundings): number {
  const { design, whole, more } = options;
  const link = subjectOf(words, options, here.examples);
  const example = withMore(link.example, more);
  const ids = design === undefined ? (designsIn(link) ?? example.designs) : designsOf(design);
  const limit = limitOf(options);
  if (more === undefined && limit === undefined) return report(ids, [example], options, here);
  const search = (example: Example, id: string) =>
    searchedWith(example, [id], { whole, limit, onProgress: telling(here, `${nameOf(example)}, ${id}`) });
  try {
    return report(ids, [example], options, here, search);
  } catch (error) {
    if (!(error instanceof NotAlike)) throw error;
    throw new UsageError(`${error.what}; search the states of each, with --whole`);
  }
}

/** Says on stderr how far a search has come. */
function telling(here: Surroundings, what: string): (progress: Progress) => undefined {
  const say = nowAndThen(here);
  return ({ states }) => say(() => `${what}: ${count(states, 'state')} so far`);
}

function limitOf({ limit }: Options): number | undefined {
  return limit === undefined ? undefined : numberOf('limit', limit, 'states');
}
