import { WIDTH, wrap } from '../../text/layout.ts';
import { designs } from '../designs/index.ts';
import type { Example } from '../scenario/index.ts';
import { askedOf, type ExampleVerdict } from './verdicts.ts';

/** Columns of a design. */
const CELL = 4;

/**
 * Every property of these examples under every design, a line each, the designs across, in 72 columns:
 *
 *                                       1   2   3   4   5   6   7   8   9
 *     missed-wakeup
 *       no-lost-wakeup                  .  25   .   .   .   .   .   .   .
 */
export function matrixLines(examples: readonly Example[]): string[] {
  const margin = WIDTH - CELL * designs.length;
  const row = (label: string, cells: readonly string[]) =>
    label.slice(0, margin - 1).padEnd(margin) + cells.map((cell) => cell.padStart(CELL)).join('');
  return [
    ...designs.flatMap(({ id, title, what }, i) => wrap(`${i + 1}  ${title} (${id}): ${what}`, WIDTH, '   ')),
    '',
    ...wrap(
      'A number: it fails, after so many steps at the least. A dot: it holds. o: it holds, and says nothing. -: it is not asked.',
    ),
    '',
    row(
      '',
      designs.map((_, i) => String(i + 1)),
    ),
    ...examples.flatMap((example) => [
      example.id,
      ...example.demands.map((property) =>
        row(
          `  ${property}`,
          designs.map(({ id }) => cellOf(example, id, property)),
        ),
      ),
    ]),
  ];
}

function cellOf(example: Example, design: string, property: string): string {
  if (!example.designs.includes(design)) return '-';
  const found = askedOf(example, design).find((one) => one.property === property) as ExampleVerdict;
  if (found.verdict === 'fails') return String(found.schedule?.length ?? '!');
  if (found.verdict === 'undecided') return '?';
  return found.empty ? 'o' : '.';
}
