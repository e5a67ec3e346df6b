/** The modelled kernel: what is shared, what a design may choose, and the paths that run on it. */
export {
  type Choice,
  type Choices,
  choiceValues,
  choiceWord,
  choiceWords,
  type MapcountRead,
  type WakesAt,
} from './choices.ts';
export { type Delta, describe } from './describe.ts';
export { dma } from './device.ts';
export { touch } from './fault.ts';
export { fork, forked } from './fork.ts';
export { type Foll, getUserPage, gupFast } from './gup.ts';
export { isBusy, isIdle } from './idle.ts';
export { afterUnmount, closeFile, evict, isInUse, mount, openFile, unmount } from './inode.ts';
export { type Extent, type Layout, layoutOf } from './layout.ts';
export { folioPut, putPage, unpinUserPage } from './put.ts';
export { type DecidedBy, Reads, readsOf, watched } from './reads.ts';
export { reap } from './reap.ts';
export { remap } from './remap.ts';
export { allocateBlock, mapOther } from './reuse.ts';
export {
  type Landmark,
  landmarks,
  releasesOf,
  source,
  type Tree,
  type TreeId,
  treeIds,
  trees,
} from './sources.ts';
export {
  type File,
  isGivenUp,
  kernelRecord,
  Mapped,
  Owner,
  type Page,
  PIN_BIAS,
  type Scale,
  type Some,
  type State,
  Superblock,
  type Toucher,
} from './state.ts';
export type { Kernel, Note, Path, Step, Thread } from './step.ts';
export { punch, truncate, underInodeLock } from './truncate.ts';
export { unbind } from './unbind.ts';
export { signal } from './wait.ts';
export { writeback } from './writeback.ts';
export { munmap, zapPage } from './zap.ts';
