import { type Step, step, type Thread } from './step.ts';

/** Locks the page's DAX entry, making an empty one where there is none (fs/dax.c: grab_mapping_entry). */
export function lockEntry(t: Thread, page: number): Step {
  return step(t, 'fault.lock-entry', {
    page,
    when: (s) => s.page[page].entryLock === 0,
    because: (s) => `the DAX entry is locked by ${t.kernel.tasks[s.page[page].entryLock - 1]}`,
    effect: (s) => {
      s.page[page].entryLock = t.me;
    },
  });
}

/** Unlocks it again, and wakes who waits for that (fs/dax.c: dax_unlock_entry). */
export function unlockEntry(t: Thread, page: number): Step {
  return step(t, 'fault.unlock-entry', {
    page,
    effect: (s) => {
      s.page[page].entryLock = 0;
    },
  });
}
