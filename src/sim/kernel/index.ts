/** The modelled kernel: what is shared, what a design may choose, and the paths that run on it. */
export type { Choice, Choices } from './choices.ts';
export { type Delta, describe } from './describe.ts';
export { allocateBlock, dma } from './device.ts';
export { touch } from './fault.ts';
export { type Foll, getUserPage, gupFast } from './gup.ts';
export { folioPut, putPage, unpinUserPage } from './put.ts';
export { type CodeBase, type Landmark, landmarks, source } from './sources.ts';
export { type File, kernelRecord, Owner, type Page, type Scale, type State, type Toucher } from './state.ts';
export type { Kernel, Note, Path, Step, Thread } from './step.ts';
export { evict, isBusy, isIdle, truncate } from './truncate.ts';
export { unbind } from './unbind.ts';
export { munmap } from './zap.ts';
