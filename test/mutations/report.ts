/** Prints what notices each mutant: `node test/mutations/report.ts`. */
import { allMutants, firstCatch } from './catch.ts';
import { nameOf } from './mutants.ts';

for (const mutant of allMutants()) {
  const found = firstCatch(mutant);
  const words = found
    ? `${found.by.padEnd(10)}${found.example}/${found.design}: ${found.words}`
    : 'nobody notices';
  console.log(`${nameOf(mutant).padEnd(58)}${words}`);
}
