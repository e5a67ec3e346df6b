import type { Schedule } from '../sim/checker/index.ts';
import type { Example } from '../sim/examples/index.ts';
import { addressOf } from '../site.ts';
import { fingerprint } from './figure/build.ts';
import { formatView } from './figure/link.ts';

/** The address of the example's page with its figure on `schedule`, which fails under `design`. */
export function failureAt(example: Example, design: string, schedule: Schedule): string {
  const right = example.pair.find((id) => id !== design) ?? design;
  const view = { example: example.id, left: design, right, row: 1, schedule, fingerprint };
  return addressOf.example(example.id) + formatView(view);
}
