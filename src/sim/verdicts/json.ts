import { formatSchedule } from '../checker/index.ts';
import type { Example } from '../scenario/index.ts';
import { type ExampleVerdict, resultOf, verdictsOf } from './verdicts.ts';

/** What `sim check --json` and the site's .json files say of one property. Stable: other tools read it. */
export interface Line {
  readonly example: string;
  readonly design: string;
  readonly property: string;
  readonly verdict: ExampleVerdict['verdict'];
  readonly states: number;
  readonly transitions: number;
  readonly depth: number;
  /** The shortest failing schedule in words; null if there is none. */
  readonly schedule: string | null;
  /** The situation without which a passing property says nothing, where none was met; null where it says something. */
  readonly empty: string | null;
}

/** A verdict as a line; a way to reach a passing "sometimes" is not a failing schedule, and is left out. */
export function jsonLine(one: ExampleVerdict): Line {
  const { example, design, property, verdict, states, transitions, depth } = one;
  const schedule = verdict === 'fails' && one.schedule ? formatSchedule(one.schedule) : null;
  return {
    example,
    design,
    property,
    verdict,
    states,
    transitions,
    depth,
    schedule,
    empty: one.empty?.id ?? null,
  };
}

/** An example whole: what it is, and every verdict. */
export function exampleJson(example: Example, url: string) {
  const { id, title, question, pair, told, actors } = example;
  return {
    id,
    url,
    title,
    question,
    tasks: actors.map(({ name, role }) => ({ name, role })),
    told: { designs: pair, schedule: told },
    designs: example.designs.map((design) => {
      const { states, transitions, depth, schedules } = resultOf(example, design);
      return { design, states, transitions, depth, schedules: schedules === null ? null : String(schedules) };
    }),
    findings: example.designs.flatMap((design) =>
      verdictsOf(example, design)
        .filter(({ kind }) => kind !== 'sometimes')
        .map(jsonLine),
    ),
  };
}
