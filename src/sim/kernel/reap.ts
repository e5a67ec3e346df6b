import { isBusy } from './idle.ts';
import { isGivenUp, Owner, type Page } from './state.ts';
import { type Path, step, type Thread } from './step.ts';

/**
 * Frees the block of a page once it has left its file and its page is idle. That whoever drops the last reference
 * says so, at whichever count that is, is taken for granted: a put that does not would be a missed wake-up again.
 */
export function* reap(t: Thread, page: number): Path {
  const { choices } = t.kernel;
  if (choices.blocksGo === 'after the wait') return;
  const waits = (p: Page) => p.owner === Owner.BUSY && isBusy(choices, p);
  yield step(t, 'busy.free', {
    page,
    when: (s) => s.page[page].owner !== Owner.FILE && !waits(s.page[page]),
    because: (s) =>
      waits(s.page[page])
        ? `the block is on the list, and its page is busy: refcount is ${s.page[page].refcount}, idle is ${choices.idle}`
        : 'the file still has the block',
    effect: (s) => {
      if (!isGivenUp(s.page[page].owner)) s.page[page].owner = Owner.FREE;
    },
  });
}
