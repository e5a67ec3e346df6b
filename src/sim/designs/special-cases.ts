import type { FactId } from '../../facts/facts.ts';
import type { Choices } from '../kernel/index.ts';

/** A place in the kernel that treats an FSDAX page unlike an ordinary one. */
export interface SpecialCase {
  /** What it does, as a few words about the page. */
  readonly title: string;
  /** What it belongs to: the count itself, or truncate's knowledge that nobody uses a page. */
  readonly group: 'counts' | 'truncate';
  /** Where it is, in the kernel that has it. */
  readonly fact: FactId;
  /** Whether a kernel that has made these choices has it. */
  readonly has: (choices: Choices) => boolean;
}

/** Every choice of the model that an ordinary page does not need, as the places in the kernel that it takes. */
export const specialCases: readonly SpecialCase[] = [
  {
    title: 'its count starts at 1, and rests there',
    group: 'counts',
    fact: 'start-6.1',
    has: ({ idle }) => idle === 1,
  },
  {
    title: 'its page-table entries are marked, and nothing counts them',
    group: 'counts',
    fact: 'zap-6.1',
    has: ({ mapping }) => mapping === 'holds nothing',
  },
  {
    title: 'GUP takes a reference on its device first',
    group: 'counts',
    fact: 'gup-pgmap-get-6.1',
    has: ({ gupHoldsPgmap }) => gupHoldsPgmap,
  },
  {
    title: 'put_page() asks for it, and wakes at 1',
    group: 'counts',
    fact: 'put-page-6.1',
    has: ({ putPageWakesAt }) => putPageWakesAt === 1,
  },
  {
    title: 'the puts of GUP ask for it, and wake at 1',
    group: 'counts',
    fact: 'gup-put-6.1',
    has: ({ gupPutWakesAt }) => gupPutWakesAt === 1,
  },
  {
    title: 'folio_put() asks for it, and wakes at 1',
    group: 'counts',
    fact: 'folio-put-v1',
    has: ({ folioPutWakesAt }) => folioPutWakesAt === 1,
  },
  {
    title: 'removal drops the count that it starts with',
    group: 'counts',
    fact: 'unbind-5.10',
    has: ({ idle, unbindWaitsFor }) => idle === 1 && unbindWaitsFor === 'every page',
  },
  {
    title: 'its fault takes a reference from 0, and drops it when the page is mapped',
    group: 'counts',
    fact: 'fault-get-7.2',
    has: ({ faultKeepsReference }) => faultKeepsReference,
  },
  {
    title: 'its entry holds a reference, and remembers that truncate has dropped it',
    group: 'counts',
    fact: 'entry-held-zap',
    has: ({ entryHolds }) => entryHolds === 'a reference',
  },
  {
    title: 'truncate unmaps it, looks at its count, and sleeps on it',
    group: 'truncate',
    fact: 'scan-6.1',
    has: () => true,
  },
  {
    title: 'eviction does so too',
    group: 'truncate',
    fact: 'evict-7.2',
    has: ({ evictionWaits }) => evictionWaits,
  },
  {
    title: 'its entry goes before truncate does, and one that is left warns',
    group: 'truncate',
    fact: 'delete-7.2',
    has: ({ entriesGo }) => entriesGo === 'with the layouts',
  },
];
