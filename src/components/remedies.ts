import { type Design, designNamed, remedies, type Variant } from '../sim/designs/index.ts';
import {
  type Example,
  exampleNamed,
  examples,
  type Finding,
  findingOf,
  findingsOf,
} from '../sim/examples/index.ts';

/** A remedy for truncate's sleep on a mapping, with what the checker finds of it. */
export interface Remedy {
  readonly variant: Variant;
  /** v6.15 with it. */
  readonly design: Design;
  /** What it decides otherwise: "afterWakeUp: scans again (tests again)". */
  readonly changes: readonly { readonly choice: string; readonly to: string; readonly from: string }[];
  /** *truncate finishes* in each of {@link sleepers}. */
  readonly finishes: readonly Finding[];
  /** What fails with it and holds in v6.15 without it, over all examples. */
  readonly breaks: readonly { readonly example: Example; readonly finding: Finding }[];
  /** What it costs, in sentences. */
  readonly costs: string;
}

const BASE = 'v6.15';
const FINISHES = 'truncate-finishes';

/** The examples in which truncate sleeps on a mapping: a second fault, a shared block, a pin whose holder must fault. */
export const sleepers: readonly Example[] = ['refault', 'reflink', 'pin-and-fault'].map((id) =>
  exampleNamed(id),
);

/** What a search does not say. */
const costs: Readonly<Record<string, string>> = {
  'wait-for-mappings':
    'Every put of such a page compares two counters, folio_put() too: a test on a path that v6.15 has just freed of one. ' +
    'It looks at the struct page after its own reference is gone.',
  'every-put-wakes':
    'Every put of such a page calls wake_up_var(), folio_put() too. The sleeper still tests for another condition than ' +
    'the scan, which a shared block shows.',
  'unpin-wakes':
    'The test is in GUP alone. A FOLL_GET reference that is dropped by another put wakes nobody: the gap of July 2022 again.',
  'fault-wakes':
    'Code in the DAX fault only: a wake_up_var() for each page-table entry that is made, and a wait that ends in another scan. ' +
    'Each touch meanwhile costs the application a fault, and truncate a pass. A mapping that needs no second fault stays.',
  polls:
    'A timer in the wait. Truncate ends up to one period late, and a wake-up that is lost is never found.',
  'keep-lock':
    'Every fault of the file sleeps as long as the pin is held, and no signal ends that. Who must fault to let go of a ' +
    'pin never does.',
  'faults-wait':
    'The same with a flag in the inode in place of the lock; the wait could take signals, as the lock does not.',
  'faults-refused':
    'The application gets SIGBUS for a page that the file has, and the file keeps the page if a signal ends the truncate.',
};

/** Every remedy. Throws for one of which nothing is said, and if v6.15 without any does not fail where it should. */
export function remediesFound(): Remedy[] {
  for (const example of sleepers)
    if (findingOf(example, BASE, FINISHES).verdict !== 'fails')
      throw new Error(
        `truncate does not sleep on a mapping in ${example.id} under ${BASE}: there is nothing to mend`,
      );
  return remedies.map((variant) => {
    const design = designNamed(`${BASE}+${variant.id}`);
    const says = costs[variant.id];
    if (says === undefined)
      throw new Error(`src/components/remedies.ts does not say what ${variant.id} costs`);
    return {
      variant,
      design,
      changes: changesOf(variant),
      finishes: sleepers.map((example) => findingOf(example, design.id, FINISHES)),
      breaks: examples.flatMap((example) =>
        broken(example, design.id).map((finding) => ({ example, finding })),
      ),
      costs: says,
    };
  });
}

function changesOf({ choices }: Variant): Remedy['changes'] {
  const base = designNamed(BASE).choices;
  return Object.entries(choices).map(([choice, to]) => ({
    choice,
    to: say(to),
    from: say(base[choice as keyof typeof base]),
  }));
}

function broken(example: Example, design: string): Finding[] {
  if (!example.designs.includes(BASE)) return [];
  const before = findingsOf(example, BASE);
  return findingsOf(example, design).filter(
    ({ property, kind, verdict }) =>
      kind !== 'sometimes' &&
      verdict === 'fails' &&
      before.find((finding) => finding.property === property)?.verdict === 'holds',
  );
}

const say = (value: unknown): string => (value === true ? 'yes' : value === false ? 'no' : String(value));
