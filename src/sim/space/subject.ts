import { situationsOf } from '../compose/index.ts';
import { designNamed } from '../designs/index.ts';
import { examples } from '../examples/index.ts';
import type { Choices } from '../kernel/index.ts';
import { type Example, modelOf } from '../scenario/index.ts';
import { type Clause, meets } from './rules.ts';

/** An example as it is put to any kernel: with the situations that give meaning in whatever design, in place of its own. */
export interface Subject {
  readonly example: Example;
  /** Who meets one of these is not asked: what its code does there was not read. */
  readonly unread: readonly Clause[];
}

/** Examples in which a file shares its block with another. */
const shared = ['reflink', 'reflink-evict'];

/** Whose GUP may come after a removal. */
const takers = ['io'];

/**
 * An example, to be put to any kernel. Pages keep what they have been through: whether a demand means something is asked of that. One with changes of a
 * reader's own has such situations already.
 */
export const asSubject = (example: Example): Subject => ({
  example:
    example.expects === 'nothing'
      ? example
      : { ...example, history: true, sometimes: situationsOf(example.demands, takers) },
  // How entries of two files hold one page, the series of 2022 leaves to the reader.
  unread: shared.includes(example.id) ? [{ entryHolds: ['a reference'] }] : [],
});

/** Every example of the site; those that are quickly searched come first: most kernels need no others to be ruled out. */
export const subjects: readonly Subject[] = [...examples].sort(quickestFirst).map(asSubject);

/** Few tasks on few pages have few states. */
function quickestFirst(a: Example, b: Example): number {
  return a.actors.length - b.actors.length || a.pages - b.pages || a.demands.length - b.demands.length;
}

/** Whether an example is asked of a kernel. Asks for no more choices than it must. */
export const isAsked = ({ unread }: Subject, choices: Choices): boolean =>
  !unread.some((clause) => meets(choices, clause));

/** Steps are called as in v6.15: their names are no choice. */
const { tree } = designNamed('v6.15');

/** The subject on a kernel, ready for the checker. */
export const modelOn = ({ example }: Subject, choices: Choices) =>
  modelOf(example, { id: 'point', title: 'a kernel', what: 'a kernel', tree, choices });
