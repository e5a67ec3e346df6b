import { Owner } from './state.ts';
import { type Path, step, type Thread } from './step.ts';
import { structPage } from './struct-page.ts';

/** Another file is given the block, once it is free. */
export function* allocateBlock(t: Thread, page: number): Path {
  yield step(t, 'other.allocate', {
    page,
    when: (s) => s.page[page].owner === Owner.FREE,
    because: () => 'the block is not free',
    effect: (s) => {
      s.page[page].owner = Owner.OTHER;
    },
  });
}

/**
 * A process maps the other file's page, in one step: its page table and its entry are not in the model, only what
 * they hold of the page.
 */
export function* mapOther(t: Thread, page: number): Path {
  const { choices } = t.kernel;
  yield step(t, 'other.map', {
    page,
    effect: (s) => {
      const p = structPage(t, s, page, 'mapping');
      if (choices.mapping === 'holds a reference') p.mapcount += 1;
      if (choices.mapping === 'holds a reference' || choices.entryHolds === 'a reference') p.refcount += 1;
    },
  });
}
