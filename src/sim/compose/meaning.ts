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

const meaning: Readonly<Record<DemandId, readonly Situation[]>> = {
  'no-lost-wakeup': [sleeps],
  'no-free-while-pinned': [freedAfterPin],
  'no-stray-dma': [
    freedAfterPin,
    { title: 'a device writes into a page', good: (s) => s.page.some(({ dma }) => dma > 0) },
  ],
  'truncate-finishes': [],
  'free-is-idle': [
    { title: 'a block is free', good: (s) => s.page.some(({ owner }) => owner === Owner.FREE) },
  ],
  'freed-in-the-end': [],
  'mapped-is-counted': [mapped],
  'no-count-below-idle': [mapped],
  'no-refused-fault': [mapped],
  'no-pte-to-gone-device': [goneAfterMapping],
  'no-late-gup': [goneAfterMapping, pinned],
  'no-late-pin': [goneAfterPin],
  'no-late-fault': [
    {
      title: 'the device is gone, and a fault is under way',
      good: (s) => isGone(s) && s.invalidateLock.some(({ shared }) => shared > 0),
    },
  ],
  'no-late-mapping': [goneAfterMapping],
  'evict-finishes': [],
  'gup-finishes': [],
  'unbind-finishes': [],
};

/** The situations that give meaning to these demands: each once, with the demands that it gives it to. */
export function situationsOf(demands: readonly DemandId[]): Sometimes[] {
  const all = [...new Set(demands.flatMap((demand) => meaning[demand]))];
  return all.map((situation, i) => ({
    ...situation,
    id: `situation-${i + 1}`,
    gives: demands.filter((demand) => meaning[demand].includes(situation)),
  }));
}
