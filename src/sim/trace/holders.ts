import type { Change } from '../checker/index.ts';
import type { Landmark } from '../kernel/index.ts';

/** Who holds a page: for each page the references of its count, by who they are. Nobody is in it with none. */
export type Holders = readonly Readonly<Record<string, number>>[];

/** A step, as far as it tells who takes or drops references. */
export interface Taking {
  readonly task: string;
  readonly at: Landmark;
  readonly changes: readonly Pick<Change, 'place' | 'from' | 'to'>[];
}

/** What an idle page counts: nobody has it, and it is not 0 where counts begin at 1. */
const IDLE = 'idle';

/** What a task has for a moment: what GUP-fast grabbed and may take back, what a fault holds, what a fork has for an entry to come, what a zap drops after its flush. */
type Passing = 'grab' | 'fault' | 'fork' | 'batch';

/** Whose references each step takes or drops: a page that the task was handed out, what it has for a moment, or something else. */
const whose: {
  readonly [at in Landmark]?: 'task' | Passing | 'PTE' | 'DAX entry' | 'another file' | typeof IDLE;
} = {
  'fault.get': 'fault',
  'fault.put': 'fault',
  'fault.map': 'PTE',
  'fault.insert-entry': 'DAX entry',
  'fork.get': 'fork',
  'zap.put': 'batch',
  'break.zap-entry': 'DAX entry',
  'unbind.remove-entry': 'DAX entry',
  'other.map': 'another file',
  'gup-fast.grab': 'grab',
  'gup-fast.bias': 'grab',
  'gup-fast.undo': 'grab',
  'gup-slow.follow': 'task',
  'unpin.sub': 'task',
  'put-page.sub': 'task',
  'folio-put.sub': 'task',
  'unbind.drop-base': IDLE,
};

/** "idle 1 + io 1024", "nobody". Which process a PTE is of is said where there are several. */
export function holdersWords(held: Holders[number], processes: number): string {
  const words = Object.entries(held).map(
    ([who, references]) => `${processes > 1 ? who : who.replace(/\[.*/, '')} ${references}`,
  );
  return words.join(' + ') || 'nobody';
}

/** At first nobody holds any of so many pages. */
export const holdersAtFirst = (pages: number, idle: number): Holders =>
  Array.from({ length: pages }, () => (idle > 0 ? { [IDLE]: idle } : {}));

/** Who holds the pages after a step. Throws an Error for a step that changes a count and is not known here. */
export function holdersAfter(before: Holders, { task, at, changes }: Taking): Holders {
  const after = before.map((page) => ({ ...page }));
  const add = (page: number, who: string, references: number) => {
    const held = (after[page][who] ?? 0) + references;
    if (held === 0) delete after[page][who];
    else after[page][who] = held;
  };
  const process = changes.find(({ place }) => place[0] === 'process' && place[2] === 'pte')?.place[1];
  const pte = `PTE[${process}]`;
  const names: Readonly<Record<string, string>> = {
    task,
    grab: `${task}'s grab`,
    fault: `${task}'s fault`,
    fork: `${task}'s fork`,
    batch: `${task}'s batch`,
    PTE: pte,
  };
  for (const { place, from, to } of changes) {
    const [kind, page, variable] = place as readonly [string, number, string];
    if (kind !== 'page') continue;
    if (variable === 'refcount') {
      const by = whose[at];
      if (by === undefined) throw new Error(`nobody knows whose references ${at} takes or drops`);
      add(page, names[by] ?? by, to - from);
    }
    // GUP-fast hands out what it has grabbed, which the head counts where the page is one of a folio's.
    if (variable === 'pins' && at === 'gup-fast.recheck')
      for (const [counting, held] of after.entries()) {
        const grabbed = held[names.grab] ?? 0;
        add(counting, names.grab, -grabbed);
        add(counting, task, grabbed);
      }
    // What fork() has taken is the entry's from when there is one.
    if (variable === 'mapcount' && at === 'fork.copy') {
      add(page, names.fork, from - to);
      add(page, pte, to - from);
    }
    // What a mapping held is dropped after the flush, by who has cleared it.
    if (variable === 'mapcount' && at === 'zap.clear') {
      add(page, pte, to - from);
      add(page, names.batch, from - to);
    }
  }
  return after;
}
