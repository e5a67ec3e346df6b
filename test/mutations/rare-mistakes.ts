import { type Choices, Owner, type State, type Thread } from '../../src/sim/kernel/index.ts';
import { changed, doing, doingMore, instead, late, type Mutant } from './mutants.ts';

type Page = State['page'][number];

const counted = (t: Thread): boolean => t.kernel.choices.mapping === 'holds a reference';
const entriesHold = (t: Thread): boolean => t.kernel.choices.entryHolds === 'a reference';

/** Does what it should, and then something to the page, where the design's choices and what was read ask for it. */
const and = (
  at: Mutant['at'],
  what: string,
  more: (page: Page, choices: Choices) => void,
  where: (t: Thread, observed: number) => boolean = () => true,
): Mutant =>
  changed(at, what, (step, t) => ({
    ...step,
    effect: (s) => {
      const observed = Number(step.effect?.(s) ?? 0);
      if (where(t, observed)) more(s.page[step.note?.page ?? 0], t.kernel.choices);
      return observed;
    },
  }));

/** Another process, where there is one. */
const other = (process: number, processes: number): number => (process + 1) % processes;

/** Mistakes on ways that a page takes less often: fork, entries that hold, punching, reuse, unmounting, writeback. */
export const rareMistakes: readonly Mutant[] = [
  // fork()
  and(
    'fork.get',
    'takes no reference',
    (p) => (p.refcount -= 1),
    (_, found) => found === 1,
  ),
  and(
    'fork.get',
    'takes a reference for nothing',
    (p) => (p.refcount += 1),
    (_, found) => found === 0,
  ),
  doingMore('fork.get', 'locks no page table', (s) => {
    for (const process of s.process) process.pageTableLock = 0;
    return undefined;
  }),
  and(
    'fork.copy',
    'takes no mapcount',
    (p) => (p.mapcount -= 1),
    (t, copied) => counted(t) && copied === 1,
  ),
  doingMore('fork.copy', 'moves the entry', (s, page, t) => {
    s.process[t.process].pte[page] = 0;
    return undefined;
  }),
  late('fork.link-vma', 'comes after the copy'),

  // What an entry holds
  changed('fault.insert-entry', 'takes a reference each time', (step, t) => ({
    ...step,
    effect: (s) => {
      const page = s.page[step.note?.page ?? 0];
      if (page.entry && entriesHold(t)) page.refcount += 1;
      return step.effect?.(s);
    },
  })),
  changed('fault.insert-entry', 'takes a reference again for a zapped entry', (step, t) => ({
    ...step,
    effect: (s) => {
      const page = s.page[step.note?.page ?? 0];
      if (page.entry && entriesHold(t) && !page.entryHeld) {
        page.refcount += 1;
        page.entryHeld = 1;
      }
      return step.effect?.(s);
    },
  })),
  changed('fault.insert-entry', 'does not ask for the pgmap', (step) => ({
    ...step,
    effect: (s) => {
      const { dying } = s.pgmap;
      s.pgmap.dying = 0;
      const made = step.effect?.(s);
      s.pgmap.dying = dying;
      return made;
    },
  })),
  changed('break.zap-entry', 'drops two references', (step) => ({
    ...step,
    effect: (s) => {
      const page = s.page[step.note?.page ?? 0];
      if (page.entryHeld && page.refcount > 1) page.refcount -= 1;
      return step.effect?.(s);
    },
  })),
  changed('break.zap-entry', 'drops the reference each time it looks', (step) => ({
    ...step,
    effect: (s) => {
      const page = s.page[step.note?.page ?? 0];
      const { entryHeld } = page;
      const found = step.effect?.(s);
      page.entryHeld = entryHeld;
      return found;
    },
  })),
  changed('break.zap-entry', 'does not wake', (step) => ({
    ...step,
    effect: (s) => Number(step.effect?.(s)) & 1,
  })),
  changed('break.zap-entry', 'looks at the page and drops nothing', (step) => ({
    ...step,
    effect: (s) => {
      const { entry, refcount } = s.page[step.note?.page ?? 0];
      return entry === 1 && refcount > 0;
    },
  })),

  // Entries and blocks of several pages
  doingMore('trunc.delete-entries', 'deletes every entry of the file', (s) => {
    for (const page of s.page) page.entry = 0;
    return undefined;
  }),
  doing('break.delete-entries', 'deletes the first entry only', (s) => {
    s.page[0].entry = 0;
    return 0;
  }),
  doing('trunc.free-blocks', 'frees every block of the file', (s) => {
    for (const page of s.page) if (page.owner === Owner.FILE) page.owner = Owner.FREE;
    return 0;
  }),
  changed('trunc.free-blocks', 'frees a block that is of another file by now', (step) => ({
    ...step,
    effect: (s) => {
      step.effect?.(s);
      for (const page of s.page) if (page.owner === Owner.OTHER) page.owner = Owner.FREE;
    },
  })),
  ...(['first', 'last'] as const).map((which) =>
    changed('break.scan', `looks at the ${which} page only`, (step) => ({
      ...step,
      effect: (s) => {
        const only = which === 'first' ? 0 : s.page.length - 1;
        return step.note?.page === only ? step.effect?.(s) : 0;
      },
    })),
  ),
  changed('break.scan', 'passes over every locked entry', ({ when: _, ...step }) => ({
    ...step,
    effect: (s) => (s.page[step.note?.page ?? 0].entryLock ? 0 : step.effect?.(s)),
  })),

  // Two processes
  changed('gup-fast.recheck', "looks at another process's page table", (step, t) => ({
    ...step,
    effect: (s) => {
      const page = step.note?.page ?? 0;
      const mine = s.process[t.process].pte[page];
      s.process[t.process].pte[page] = s.process[other(t.process, s.process.length)].pte[page];
      const same = step.effect?.(s);
      s.process[t.process].pte[page] = mine;
      return same;
    },
  })),
  doing('zap.flush', "flushes another process's TLB", (s, page, t) => {
    s.process[other(t.process, s.process.length)].tlb[page] = 0;
    return 0;
  }),
  changed('zap.flush', 'waits for GUP-fast of any process', (step, t) => ({
    ...step,
    when: (s) => !t.kernel.choices.flushInterrupts || s.process.every(({ readers }) => readers === 0),
  })),

  // The end of an inode, and the next file
  ...(['evict.iput', 'umount.evict-inodes'] as const).map((at) =>
    doingMore(at, 'frees the blocks at once', (s) => {
      for (const page of s.page) page.owner = Owner.FREE;
      return undefined;
    }),
  ),
  and(
    'other.map',
    'takes no reference',
    (p) => (p.refcount -= 1),
    (t) => counted(t) || entriesHold(t),
  ),
  and('other.map', 'takes no mapcount', (p) => (p.mapcount -= 1), counted),
  instead('inode.lock', 'is taken shared', function* (step, t) {
    return yield {
      ...step,
      when: (s) => s.inodeLock.exclusive === 0,
      effect: (s) => {
        s.inodeLock.shared |= 1 << (t.me - 1);
      },
    };
  }),

  // Writeback
  doing('writeback.unlock-entry', 'does not store the entry back', (s, page) => {
    s.page[page].entryLock = 0;
    return 0;
  }),
  late('writeback.lock-entry', 'comes after the flush', 1),
];
