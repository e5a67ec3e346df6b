import { addressOf } from '../../addresses.ts';
import type { Schedule } from '../../sim/checker/index.ts';
import type { Example } from '../../sim/scenario/index.ts';
import { formatView } from '../../sim/trace/link.ts';
import { fingerprint } from './build.ts';

/** The address of the example's page with its figure on `schedule`, which fails under `design`. */
export function failureAt(example: Example, design: string, schedule: Schedule): string {
  const right = example.pair.find((id) => id !== design) ?? design;
  const view = { example: example.id, left: design, right, row: 1, schedule, fingerprint };
  return addressOf.example(example.id) + formatView(view);
}
