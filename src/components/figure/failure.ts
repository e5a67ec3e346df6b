import { addressOf } from '../../addresses.ts';
import type { Schedule } from '../../sim/checker/index.ts';
import { designNamed } from '../../sim/designs/index.ts';
import { baseOf } from '../../sim/ids.ts';
import type { Example } from '../../sim/scenario/index.ts';
import { failureBeside } from '../../sim/trace/failure.ts';
import { formatView } from '../../sim/trace/link.ts';
import { fingerprint } from './build.ts';

/** The address of the example's page with its figure on `schedule`, which fails under `design`, at the row in which it has failed. */
export const failureAt = (example: Example, design: string, schedule: Schedule): string =>
  pageOf(example) + failureOf(example, design, schedule);

/** The address of the example's page with its figure on the shortest way that `property` fails under `design`, in the model of the day. */
export function failsAt(example: Example, design: string, property: string): string {
  const view = {
    example: example.id,
    left: design,
    right: besides(example, design),
    row: 1,
    schedule: null,
    teller: 'left',
    fingerprint: null,
    fails: property,
  } as const;
  return pageOf(example) + formatView(view, example);
}

/** The page of the example, or of the one that it changes. */
const pageOf = ({ id }: Example): string => addressOf.example(baseOf(id));

/** The design of the told pair that is shown beside this one. */
const besides = ({ pair }: Example, design: string): string => pair.find((id) => id !== design) ?? design;

/** The same within that page: the fragment. */
export function failureOf(example: Example, design: string, schedule: Schedule): string {
  const right = besides(example, design);
  const shown = failureBeside(example, designNamed(design), designNamed(right), schedule);
  const view = {
    example: example.id,
    left: design,
    right,
    ...shown,
    teller: 'left',
    fingerprint,
    fails: null,
  } as const;
  return formatView(view, example);
}
