import { wrap } from '../../text/layout.ts';
import { formatSchedule, type Schedule } from '../checker/index.ts';
import { designNamed } from '../designs/index.ts';
import { exampleNamed } from '../examples/index.ts';
import type { Example } from '../scenario/index.ts';
import { failureBeside } from '../trace/failure.ts';
import { toldOn, toldPair } from '../trace/index.ts';
import { sideBySide } from '../trace/side-by-side.ts';
import { failureOf } from './stated.ts';
import type { VerdictRef } from './verdicts.ts';
import { titleOf } from './words.ts';

/** What to show of an example: two designs on the schedule that it tells, or on the shortest that fails a property. */
export interface Showable {
  readonly example: string;
  readonly pair: readonly [left: string, right: string];
  /** What fails on the left; left out for the schedule that the example tells. */
  readonly property?: string;
}

/** Two designs on one schedule. */
export interface Showing {
  /** The example as if it told this schedule of this pair. */
  readonly example: Example;
  /** What the schedule is the shortest failure of, on the left; null for the schedule that the example tells. */
  readonly property: string | null;
}

/** Finds out what there is to show. Throws for what is not there, and for what does not fail. */
export function showing({ example: id, pair, property }: Showable): Showing {
  const example = exampleNamed(id);
  const [left, right] = pair.map((design) => designNamed(design).id);
  const schedule =
    property === undefined ? toldOn(example, left) : failing({ example: id, design: left, property }, right);
  return {
    example: { ...example, pair: [left, right], told: formatSchedule(schedule) },
    property: property ?? null,
  };
}

/** The shortest way to fail, and what the other design still does when nothing can move any more on the failing one. */
function failing(of: VerdictRef, right: string): Schedule {
  const [design, other] = [of.design, right].map(designNamed);
  return failureBeside(exampleNamed(of.example), design, other, failureOf(of)).schedule;
}

/** What the figure is called. */
export function showingTitle({ property }: Showing): string {
  return property ? 'The shortest way to fail' : 'One schedule, two designs';
}

/** Which designs and which property it is about; a property's title stands between asterisks. */
export function showingWords({ example, property }: Showing): string {
  const [left, right] = example.pair.map((id) => designNamed(id).title);
  return property
    ? `How *${titleOf(example, property)}* fails (${left}), and the same schedule beside it (${right}).`
    : `The schedule that ${example.id} tells (${left}; ${right}).`;
}

/** It as text: what it is of, who acts, the schedule, and the two designs side by side. */
export function showingLines(showing: Showing): string[] {
  const { example } = showing;
  const actors = example.actors.map(({ name, role }) => `${name} ${role}`).join('; ');
  return [
    ...wrap(`${showingWords(showing)} ${actors}.`),
    ...wrap(`Schedule, in steps of ${designNamed(example.pair[0]).title}: ${example.told}`),
    '',
    ...sideBySide(example, toldPair(example)),
  ];
}
