import { type Design, designNamed, remedies, type Variant } from '../sim/designs/index.ts';
import {
  type Example,
  exampleNamed,
  examples,
  type Finding,
  findingOf,
  findingsOf,
} from '../sim/examples/index.ts';
import { type DemandId, demands } from '../sim/properties.ts';

/** A remedy for truncate's sleep on a mapping, with what the checker finds of it. */
export interface Remedy {
  readonly variant: Variant;
  /** v6.15 with it. */
  readonly design: Design;
  /** What it decides otherwise. */
  readonly changes: readonly { readonly choice: string; readonly to: string; readonly from: string }[];
  /** *truncate finishes* in each of {@link sleepers}. */
  readonly finishes: readonly Finding[];
  /** The same in each of {@link others}. */
  readonly elsewhere: readonly Finding[];
  /** What fails with it and holds in v6.15 without it, over all examples, by property. */
  readonly breaks: readonly { readonly title: string; readonly findings: readonly Finding[] }[];
  /** What it costs, in sentences. */
  readonly costs: string;
}

const BASE = 'v6.15';
const FINISHES = 'truncate-finishes';

/**
 * The examples that tell remedies apart: a second fault, a shared block, a pin whose holder must fault another page in,
 * and one whose holder must fault the same page in.
 */
export const sleepers: readonly Example[] = ['refault', 'reflink', 'pin-and-fault', 'pin-again'].map((id) =>
  exampleNamed(id),
);

/** The other examples in which truncate sleeps on a mapping under v6.15. */
export const others: readonly Example[] = examples.filter(
  (example) =>
    !sleepers.includes(example) &&
    example.designs.includes(BASE) &&
    (example.demands as readonly string[]).includes(FINISHES) &&
    findingOf(example, BASE, FINISHES).verdict === 'fails',
);

/** What a search does not say. */
const costs: Readonly<Record<string, string>> = {
  'wait-for-mappings':
    'Each put of such a page that was not the last compares two counters, folio_put() too: a test on a path that v6.15 ' +
    'freed of one. From its decrement to that look the put is in an RCU read-side section, and relies on removal ' +
    'waiting for such sections.',
  'looks-late':
    'The same without RCU. Between decrement and look the page may lose its other holders, and the device its struct pages.',
  'looks-early':
    'The same, and nothing can be gone when the put looks. But a mapping that comes or goes between look and decrement ' +
    'makes it compare with a number that is no more, and no later put need come.',
  'every-put-wakes':
    'Each put of such a page calls wake_up_var(), folio_put() too. It compares nothing, and looks at no struct page when its ' +
    'own reference is gone; the sleeper tests more often in vain.',
  'unpin-wakes':
    'The same in GUP alone, in gup_put_folio(). A FOLL_GET reference that goes by another put wakes nobody, nor does a ' +
    'mapping that goes: the gap of July 2022 again.',
  'fault-wakes':
    'Code in the DAX fault only: a wake_up_var() for each page-table entry that is made, and a wait that ends in another ' +
    'scan. Each touch meanwhile costs the application a fault, and truncate a pass. If the pass comes between a fault of ' +
    'GUP and its look at what it faulted in, GUP faults again, as often as that happens. A mapping that needs no second ' +
    'fault stays.',
  polls:
    'A timer in the wait. Truncate ends up to one period late, and each period unmaps the file once more, in vain while ' +
    'the pin is held. The model takes it that a period is longer than what GUP needs from a fault to its look.',
  'keep-lock':
    'Every fault of the file sleeps as long as the pin is held, and no signal ends that. Who must fault to let go of a ' +
    'pin never does.',
  'faults-wait':
    'The same with a flag in the inode in place of the lock; the wait could take signals, as the lock does not.',
  'entry-locked':
    'Only faults of the page that is waited for sleep, with invalidate_lock held shared, and so does fsync() when it comes ' +
    'to that page. The entry has to be unlocked before invalidate_lock is taken back, for a fault takes them in the other ' +
    'order.',
  'faults-refused':
    'The application gets SIGBUS for a page that the file has, and GUP an error; and the file keeps the page if a signal ' +
    'ends the truncate.',
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
    const finishes = (example: Example) => findingOf(example, design.id, FINISHES);
    return {
      variant,
      design,
      changes: changesOf(variant),
      finishes: sleepers.map(finishes),
      elsewhere: others.map(finishes),
      breaks: byProperty(examples.flatMap((example) => broken(example, design.id))),
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

/** The findings by property, the shortest way to fail first. */
function byProperty(findings: readonly Finding[]): Remedy['breaks'] {
  const steps = ({ schedule }: Finding) => schedule?.length ?? 0;
  return (Object.keys(demands) as DemandId[])
    .map((id) => ({
      title: demands[id].title,
      findings: findings.filter(({ property }) => property === id).sort((a, b) => steps(a) - steps(b)),
    }))
    .filter(({ findings }) => findings.length > 0);
}

const say = (value: unknown): string => (value === true ? 'yes' : value === false ? 'no' : String(value));
