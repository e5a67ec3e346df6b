import { type Choice, type Choices, choiceValues } from '../kernel/index.ts';

/** Some values of some choices: met by a kernel that makes one of these of each. */
export type Clause = { readonly [C in Choice]?: readonly Choices[C][] };

/** Combinations of choices that are not asked about, and why. */
export interface Rule {
  /** Stable: tests and pages name it. */
  readonly id: string;
  /** A few words, as they stand in a list. */
  readonly title: string;
  /** The reason, in a sentence or two. */
  readonly reason: string;
  /** Whoever meets one of these is left out. */
  readonly leavesOut: readonly Clause[];
}

const lookingAtMapcount = [
  'mapcount, read before',
  'mapcount, read after',
  'mapcount, read under RCU',
] as const;

/** The choices that compare a count with the number of mappings, and what they are then. */
const comparing: readonly Clause[] = [
  { busy: ['refcount != mapcount'] },
  { sleeperWaitsFor: ['refcount == mapcount'] },
  { gupPutWakesAt: lookingAtMapcount },
  { putPageWakesAt: lookingAtMapcount },
  { folioPutWakesAt: lookingAtMapcount },
];

/** What makes no kernel, each with its reason. */
export const rules: readonly Rule[] = [
  {
    id: 'uncounted-mappings',
    title: 'comparing with mappings that are not counted',
    reason:
      'A mapping that holds nothing has no mapcount: it stays 0, and a count that is compared with it is compared with 0.',
    leavesOut: comparing.map((clause) => ({ mapping: ['holds nothing'], ...clause })),
  },
  {
    id: 'mappings-from-one',
    title: 'comparing with mappings where a count starts at 1',
    reason:
      'A page that is mapped and not pinned has one reference for each mapping, and one more that nobody holds: its count is never the number of mappings.',
    leavesOut: comparing.map((clause) => ({ idle: [1], ...clause })),
  },
  {
    id: 'not-told',
    title: 'how a file system is told, where it is not',
    reason: 'A file system that is not told of a removal is told at no time, and takes nothing out.',
    leavesOut: [
      { unbindUnmaps: [false], unbindRemovesEntries: [true] },
      { unbindUnmaps: [false], unbindTells: ['before faults fail'] },
    ],
  },
  {
    id: 'first-page',
    title: 'looking at the first page alone',
    reason: 'It is a mistake that FUSE made, and no way to count.',
    leavesOut: [{ scans: ['the first page'] }],
  },
  {
    id: 'flush',
    title: 'a TLB flush that waits for GUP-fast',
    reason:
      'The CPU decides that, and not a design. Where a flush is broadcast it does not wait, and a design must do there too.',
    leavesOut: [{ flushInterrupts: [true] }],
  },
];

/** Whether a kernel meets a clause. */
export const meets = (choices: Choices, clause: Clause): boolean =>
  (Object.keys(clause) as Choice[]).every((choice) =>
    (clause[choice] as readonly unknown[]).includes(choices[choice]),
  );

/** The rule that leaves a kernel out; undefined if none does. */
export const leftOutBy = (choices: Choices): Rule | undefined =>
  rules.find(({ leavesOut }) => leavesOut.some((clause) => meets(choices, clause)));

/** Whether these choices of a kernel alone leave it out, however it makes all others. */
export const isLeftOutBy = (choices: Choices, these: (choice: Choice) => boolean): boolean =>
  rules.some(({ leavesOut }) =>
    leavesOut.some((clause) => (Object.keys(clause) as Choice[]).every(these) && meets(choices, clause)),
  );

/** How many combinations of choices there are, left out or not. */
export const combinations = (): bigint =>
  Object.values(choiceValues).reduce((all, values) => all * BigInt(values.length), 1n);

/** The numbers of the values of each choice that no rule leaves out by themselves, in the order of the choices. */
export const open: readonly (readonly number[])[] = (Object.keys(choiceValues) as Choice[]).map((choice) => {
  const isLeftOut = (value: unknown) =>
    rules.some(({ leavesOut }) =>
      leavesOut.some((clause) => {
        const [only, ...more] = Object.keys(clause);
        return more.length === 0 && only === choice && (clause[choice] as readonly unknown[]).includes(value);
      }),
    );
  return [...choiceValues[choice].keys()].filter((number) => !isLeftOut(choiceValues[choice][number]));
});
