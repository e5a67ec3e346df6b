import { sim } from '../src/sim/commands.ts';
import { examples } from '../src/sim/examples/index.ts';
import { exampleText } from '../src/sim/text/example.ts';

/** The texts that people paste and that other tools read, by the name of their file in golden/. */
export function goldenTexts(): ReadonlyMap<string, string> {
  return new Map(
    examples.flatMap((example) => [
      [`${example.id}.txt`, exampleText(example, `https://example.org/x/${example.id}/`)],
      [`sim-show-${example.id}.txt`, printed('show', example.id)],
      [`sim-check-${example.id}.txt`, printed('check', example.id)],
    ]),
  );
}

/** What a command writes to its output. */
function printed(...args: string[]): string {
  const lines: string[] = [];
  sim(args, {
    examples,
    out: (text) => lines.push(`${text}\n`),
    err: (text) => lines.push(`stderr: ${text}\n`),
  });
  return lines.join('');
}
