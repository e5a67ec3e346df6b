import fc from 'fast-check';
import { parseSchedule } from '../checker/index.ts';
import { examples } from '../examples/index.ts';
import type { Example } from '../scenario/index.ts';
import type { Row } from './index.ts';

/** What tests of traces draw from. Not part of the project's output. */

/**
 * An example with two designs of it, and any schedule of its tasks: most words of it cannot move. It may begin as the
 * told schedule does, to come to where tasks sleep and pages are shared.
 */
export const anyReplay: fc.Arbitrary<{ example: Example; left: string; right: string; schedule: string[] }> =
  fc.constantFrom(...examples).chain((example) => {
    const design = fc.constantFrom(...example.designs);
    const run = fc.tuple(
      fc.constantFrom(...example.actors.map(({ name }) => name)),
      fc.integer({ min: 1, max: 12 }),
    );
    const told = parseSchedule(example.told);
    const beginning = fc.oneof(
      fc.constant([]),
      fc.nat(told.length).map((length) => told.slice(0, length)),
    );
    const rest = fc
      .array(run, { maxLength: 25 })
      .map((runs) => runs.flatMap(([task, times]) => Array<string>(times).fill(task)));
    return fc.record({
      example: fc.constant(example),
      left: design,
      right: design,
      schedule: fc.tuple(beginning, rest).map(([first, then]) => [...first, ...then]),
    });
  });

/**
 * Each design of an example beside the one that its figure tells it against, on either side, and beside itself. Any two
 * of them, on any schedule, are drawn by {@link anyReplay}: there would be thousands.
 */
export const everyDesign = examples.flatMap((example) => {
  const [teller] = example.pair;
  const pairs = example.designs.flatMap((design) =>
    design === teller
      ? [[design, design]]
      : [
          [teller, design],
          [design, teller],
          [design, design],
        ],
  );
  return pairs.map(([left, right]) => ({ id: example.id, example, left, right }));
});

/** What a side of a pair did: its moves in order. */
export const moves = (rows: readonly Row[], side: 'left' | 'right') =>
  rows.flatMap((row) => {
    const cell = row[side];
    return cell?.kind === 'moved' ? [`${cell.task} ${cell.at}`] : [];
  });
