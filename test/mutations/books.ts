import type { Property } from '../../src/sim/checker/index.ts';
import { type Choices, layoutOf, Owner, type State } from '../../src/sim/kernel/index.ts';
import type { Example } from '../../src/sim/scenario/index.ts';

/**
 * Once all that is left of a run sleeps on a page or has ended, nothing is counted but mappings; and once all has
 * ended, nothing is held. A file that was given a block keeps it. Asked of every scenario, beside its own demands.
 */
export function booksBalance(example: Example, choices: Choices): Property<State> {
  const { actors } = example;
  const { counts } = layoutOf(example, choices);
  return {
    id: 'books-balance',
    kind: 'never',
    bad: (s, finished) => {
      const ended = actors.map(({ name }) => finished(name));
      const rests = ended.every((end, i) => end || s.task[i].sleeping === 1);
      const taken = actors.some(({ name }) => name === 'other' && finished(name));
      return (
        (rests && !countsBalance(s, choices, counts)) ||
        (ended.every(Boolean) && !nothingIsHeld(s)) ||
        (taken && s.page[0].owner !== Owner.OTHER)
      );
    },
  };
}

/** Where the books do not balance, and why that is right: the model shows what the design does. */
const losses: Readonly<Record<string, string>> = {
  'locked-entry/entry-held': `The scan passes over a locked entry, so it does not drop the entry's reference; the entry
    is deleted with it. The series would have warned there, and lost the reference.`,
};

/** What is to be expected of {@link booksBalance}. */
export function booksExpected({ id }: Example, design: string): 'holds' | 'fails' {
  return `${id}/${design}` in losses ? 'fails' : 'holds';
}

/** `counts`: for each page, which page's struct page counts for it. */
function countsBalance(
  s: Readonly<State>,
  { idle, mapping, entryHolds }: Choices,
  counts: (page: number) => number,
): boolean {
  if (s.device.memmapGone) return true; // there is nothing left to count
  return s.page.every((page, i) => {
    const ptes = s.process.flatMap(({ pte }) => pte.filter((mapped, j) => mapped === 1 && counts(j) === i));
    const mappings = mapping === 'holds nothing' ? 0 : ptes.length;
    // Another file's mapping, or entry, is not in the model, but what it holds of the page is.
    const reused = page.owner === Owner.OTHER;
    const mappedThere = reused && mapping === 'holds a reference' ? page.mapcount : 0;
    const heldThere = reused && entryHolds === 'a reference' ? page.refcount : 0;
    return (
      page.refcount === idle + mappings + page.entryHeld + mappedThere + heldThere &&
      page.mapcount === mappings + mappedThere &&
      mappedThere <= 1 &&
      heldThere <= 1 &&
      page.pins === 0 &&
      page.dma === 0
    );
  });
}

function nothingIsHeld(s: Readonly<State>): boolean {
  const free = ({ shared, exclusive }: { shared: number; exclusive: number }) =>
    shared === 0 && exclusive === 0;
  return (
    s.invalidateLock.every(free) &&
    s.pgmap.users === 0 &&
    s.task.every(({ queue, sleeping }) => queue === 0 && sleeping === 0) &&
    // A CPU uses what is mapped, what is mapped is in a VMA and in the file, and a block that left it has no entry.
    s.process.every(
      ({ vma, mmapLock, pte, tlb }) =>
        free(mmapLock) && pte.every((mapped, page) => tlb[page] <= mapped && mapped <= vma),
    ) &&
    s.page.every(
      ({ entryLock, owner, entry }, i) =>
        entryLock === 0 && (owner === 0 || (entry === 0 && s.process.every(({ pte }) => pte[i] === 0))),
    )
  );
}
