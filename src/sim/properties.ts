import type { Property } from './checker/index.ts';
import {
  type Choices,
  isGivenUp,
  isIdle,
  type Layout,
  Owner,
  type State,
  type Toucher,
} from './kernel/index.ts';

/** A property in kernel words, before it is put to a scenario. */
export interface Demand {
  /** Stable: it is in links and on the command line. */
  readonly id: string;
  /** A few words, said as what should hold. */
  readonly title: string;
  /** One sentence that says exactly what is checked. */
  readonly statement: string;
  /** The same for the checker, on a kernel that has made its choices. */
  readonly property: (choices: Choices, layout: Layout) => Property<State>;
  /** The task that it asks about; undefined if it asks about whoever there is. */
  readonly task?: string;
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
    statement: 'No block becomes free while its page is pinned.',
    property: () => ({
      id: 'no-free-while-pinned',
      kind: 'never',
      bad: (s) => s.page.some(({ owner, pins }) => isGivenUp(owner) && pins > 0),
    }),
  },
  'no-stray-dma': {
    id: 'no-stray-dma',
    title: 'no DMA into a block that left the file',
    statement: 'No device transfer is under way into a block that is free or another file’s.',
    property: () => ({
      id: 'no-stray-dma',
      kind: 'never',
      bad: (s) => s.page.some(({ owner, dma }) => isGivenUp(owner) && dma > 0),
    }),
  },
  'truncate-finishes': finishes(
    'truncate-finishes',
    'trunc',
    'truncate finishes',
    'If every pin is dropped in the end, truncate ends, even if mappings stay.',
  ),
  'free-is-idle': {
    id: 'free-is-idle',
    title: 'the page of a free block is idle',
    statement: 'Nobody takes or keeps a reference on a page whose block is free.',
    property: ({ idle }) => ({
      id: 'free-is-idle',
      kind: 'never',
      bad: (s) => s.page.some(({ owner, refcount }) => owner === Owner.FREE && refcount > idle),
    }),
  },
  'freed-in-the-end': {
    id: 'freed-in-the-end',
    title: 'the block is freed in the end',
    statement:
      'If every pin is dropped in the end, the block that truncate takes from the file becomes free.',
    property: () => ({
      id: 'freed-in-the-end',
      kind: 'not-for-ever',
      bad: (s) => s.page.some(({ owner }) => !isGivenUp(owner)),
    }),
  },
  'mapped-is-counted': {
    id: 'mapped-is-counted',
    title: 'a mapped page can be pinned',
    statement: 'A page that a page-table entry maps has a count above 0, so that GUP can take it.',
    property: (_, { counts }) => ({
      id: 'mapped-is-counted',
      kind: 'never',
      bad: (s) =>
        s.page.some(
          (_, page) => s.page[counts(page)].refcount === 0 && s.process.some(({ pte }) => pte[page] > 0),
        ),
    }),
  },
  'no-count-below-idle': {
    id: 'no-count-below-idle',
    title: 'the count never falls below idle',
    statement: 'As long as the device is there, no page has a count below that of an idle page.',
    property: ({ idle }) => ({
      id: 'no-count-below-idle',
      kind: 'never',
      bad: (s) => s.pgmap.dying === 0 && s.page.some(({ refcount }) => refcount < idle),
    }),
  },
  'no-refused-fault': {
    id: 'no-refused-fault',
    title: 'no fault refused',
    statement: 'No fault gets SIGBUS for a page that the file has, on a device that is there.',
    property: () => ({
      id: 'no-refused-fault',
      kind: 'never',
      bad: (s) => s.refused === 1,
    }),
  },
  'no-pte-to-gone-device': {
    id: 'no-pte-to-gone-device',
    title: 'no PTE to a device that is gone',
    statement: 'No page-table entry is left when the memory behind it is gone.',
    property: () => ({
      id: 'no-pte-to-gone-device',
      kind: 'never',
      bad: (s) => s.device.memmapGone === 1 && s.process.some(({ pte }) => pte.some((mapped) => mapped > 0)),
    }),
  },
  'no-late-gup': late('gup', 'no use after free by GUP', 'GUP touches no struct page whose memmap is gone.'),
  'no-late-pin': late(
    'pin',
    'no use after free by a pin holder',
    'Nobody who drops a pin touches a struct page whose memmap is gone.',
  ),
  'no-late-fault': late(
    'fault',
    'no use after free by a fault',
    'No fault touches a struct page whose memmap is gone.',
  ),
  'no-late-mapping': late(
    'mapping',
    'no use after free by a mapping',
    'Nobody who unmaps a page, or removes its entry, touches a struct page whose memmap is gone.',
  ),
  'evict-finishes': finishes(
    'evict-finishes',
    'evict',
    'eviction finishes',
    'If every pin is dropped in the end, eviction comes to its end, even if mappings of other files stay.',
  ),
  'gup-finishes': finishes(
    'gup-finishes',
    'io',
    'GUP finishes',
    'Whoever asks GUP for a page gets it or an error, and comes to an end.',
  ),
  'unbind-finishes': finishes(
    'unbind-finishes',
    'unbind',
    'unbind finishes',
    'If every pin is dropped in the end, removing the device ends, even if mappings stay.',
  ),
} as const satisfies Record<string, Demand>;

/** A demand's id. */
export type DemandId = keyof typeof demands;

/** The memmap is gone, and `who` touches a struct page of it nevertheless. */
function late<W extends Toucher>(who: W, title: string, statement: string) {
  const id = `no-late-${who}` as const;
  return {
    id,
    title,
    statement,
    property: (): Property<State> => ({ id, kind: 'never', bad: (s) => s.device.late[who] === 1 }),
  };
}

/** The task called `task` comes to its end. */
function finishes(id: string, task: string, title: string, statement: string) {
  return {
    id,
    title,
    statement,
    task,
    property: (): Property<State> => ({ id, kind: 'not-for-ever', bad: (_, finished) => !finished(task) }),
  };
}
