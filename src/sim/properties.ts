import type { Property } from './checker/index.ts';
import { type Choices, isIdle, Owner, type State } from './kernel/index.ts';

/** A property in kernel words, before it is put to a scenario. */
export interface Demand {
  /** Stable: it is in links and on the command line. */
  readonly id: string;
  /** A few words, said as what should hold. */
  readonly title: string;
  /** One sentence that says exactly what is checked. */
  readonly statement: string;
  /** The same for the checker, on a kernel that has made its choices. */
  readonly property: (choices: Choices) => Property<State>;
}

/** What must never happen, and what must not last for ever. */
export const demands = {
  'no-lost-wakeup': {
    id: 'no-lost-wakeup',
    title: 'no lost wake-up',
    statement: 'Nobody sleeps for ever for a condition that is already true.',
    property: (choices) => ({
      id: 'no-lost-wakeup',
      kind: 'not-for-ever',
      bad: (s) => s.task.some(({ queue, sleeping }) => sleeping === 1 && isIdle(choices, s.page[queue - 1])),
    }),
  },
  'no-free-while-pinned': {
    id: 'no-free-while-pinned',
    title: 'no block freed under a pin',
    statement: 'No block leaves the file while its page is pinned.',
    property: () => ({
      id: 'no-free-while-pinned',
      kind: 'never',
      bad: (s) => s.page.some(({ owner, pins }) => owner !== Owner.FILE && pins > 0),
    }),
  },
  'no-stray-dma': {
    id: 'no-stray-dma',
    title: 'no DMA into a block that left the file',
    statement: 'No device transfer is under way into a block that is not the file’s any more.',
    property: () => ({
      id: 'no-stray-dma',
      kind: 'never',
      bad: (s) => s.page.some(({ owner, dma }) => owner !== Owner.FILE && dma > 0),
    }),
  },
  'truncate-finishes': {
    id: 'truncate-finishes',
    title: 'truncate finishes',
    statement: 'If every pin is dropped in the end, truncate ends, even if mappings stay.',
    property: () => ({
      id: 'truncate-finishes',
      kind: 'not-for-ever',
      bad: (_, finished) => !finished('trunc'),
    }),
  },
} as const satisfies Record<string, Demand>;

/** A demand's id. */
export type DemandId = keyof typeof demands;
