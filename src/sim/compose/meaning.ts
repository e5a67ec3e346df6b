import { isGivenUp, Owner, type State } from '../kernel/index.ts';
import type { DemandId } from '../properties.ts';
import type { Sometimes } from '../scenario/index.ts';

/*
 * What gives meaning to a demand in whatever tasks there are: without it, that the demand holds says nothing. The examples of
 * the site have situations of their own, which name their tasks.
 */

type Situation = Omit<Sometimes, 'gives' | 'id'>;

const wasPinned = (s: Readonly<State>, of: (page: State['page'][number]) => boolean) =>
  s.page.some((page) => of(page) && page.wasPinned === 1);

const wasMapped = (s: Readonly<State>) => s.page.some((page) => page.wasMapped === 1);

/** These situations ask of nobody whether he has ended. */
const never = () => false;

const isGone = (s: Readonly<State>) => s.device.memmapGone === 1;

const sleeps: Situation = {
  title: 'somebody sleeps on a page',
  good: (s) => s.task.some(({ sleeping }) => sleeping === 1),
};
const freedAfterPin: Situation = {
  title: 'a block has left its file, and its page was pinned before',
  good: (s) => wasPinned(s, ({ owner }) => isGivenUp(owner)),
};
const mapped: Situation = { title: 'a page was mapped', good: wasMapped };
const pinned: Situation = { title: 'a page was pinned', good: (s) => wasPinned(s, () => true) };
const goneAfterPin: Situation = {
  title: 'the device is gone, and a page was pinned before',
  good: (s) => isGone(s) && wasPinned(s, () => true),
};
const goneAfterMapping: Situation = {
  title: 'the device is gone, and a page was mapped before',
  good: (s) => isGone(s) && wasMapped(s),
};

/** What somebody has to wait for, or might have had to. */
const held: Situation = {
  title: 'a page was pinned, or somebody sleeps on one',
  good: (s) => pinned.good(s, never) || sleeps.good(s, never),
};
const removedInUse: Situation = {
  title: 'the device is being removed, and a page was mapped or pinned before',
  good: (s) => s.pgmap.dying === 1 && (wasMapped(s) || wasPinned(s, () => true)),
};

const meaning: Readonly<Record<Exclude<DemandId, 'no-late-gup'>, readonly Situation[]>> = {
  'no-lost-wakeup': [sleeps],
  'no-free-while-pinned': [freedAfterPin],
  'no-stray-dma': [
    freedAfterPin,
    { title: 'a device writes into a page', good: (s) => s.page.some(({ dma }) => dma > 0) },
  ],
  'truncate-finishes': [held],
  'free-is-idle': [
    { title: 'a block is free', good: (s) => s.page.some(({ owner }) => owner === Owner.FREE) },
  ],
  'freed-in-the-end': [held],
  'mapped-is-counted': [mapped],
  'no-count-below-idle': [mapped],
  'no-refused-fault': [mapped],
  'no-pte-to-gone-device': [goneAfterMapping],
  'no-late-pin': [goneAfterPin],
  'no-late-fault': [
    {
      title: 'the device is gone, and a fault is under way',
      good: (s) => isGone(s) && s.invalidateLock.some(({ shared }) => shared > 0),
    },
  ],
  'no-late-mapping': [goneAfterMapping],
  'evict-finishes': [held],
  'gup-finishes': [mapped],
  'unbind-finishes': [removedInUse],
};

/**
 * The situations that give meaning to these demands: each once, with the demands that it gives it to. `takers` are the tasks that ask GUP for pages: to say
 * that GUP touches nothing after a removal, one of them must have something left to do then.
 */
export function situationsOf(demands: readonly DemandId[], takers: readonly string[]): Sometimes[] {
  const goneBeforeGup: Situation = {
    title: 'the device is gone, a page was mapped before, and a task that takes pages has not ended',
    good: (s, finished) => isGone(s) && wasMapped(s) && takers.some((task) => !finished(task)),
  };
  const meaningOf = (demand: DemandId) => (demand === 'no-late-gup' ? [goneBeforeGup] : meaning[demand]);
  const all = [...new Set(demands.flatMap(meaningOf))];
  return all.map((situation, i) => ({
    ...situation,
    id: `situation-${i + 1}`,
    gives: demands.filter((demand) => meaningOf(demand).includes(situation)),
  }));
}
