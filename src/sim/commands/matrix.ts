import { matrixLines } from '../verdicts/matrix.ts';
import { verdictsOf } from '../verdicts/verdicts.ts';
import { expectNone, type Options, type Surroundings } from './command.ts';
import { report, unexpected } from './report.ts';

/** All verdicts, designs across. */
export function matrix(words: string[], options: Options, here: Surroundings): number {
  expectNone(words);
  if (options.json || options.long) return report(undefined, here.examples, options, here);
  here.out(matrixLines(here.examples).join('\n'));
  return unexpected(
    here.examples.flatMap((example) => example.designs.flatMap((id) => verdictsOf(example, id))),
    here,
  );
}
