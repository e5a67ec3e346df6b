/**
 * An explicit-state model checker: tasks are generators, states are packed words. It knows nothing of pages
 * or kernels. README.md has a tutorial; start reading at task.ts (what a task is), then machine.ts, explore.ts,
 * check.ts, examine.ts. What is not named here is the checker's own business.
 */

export { NotAlike } from './alike.ts';
export { check, checkInSlices, type Result, type Verdict } from './check.ts';
export { ModelError } from './errors.ts';
export { Execution, type Instead, rewritten } from './execution.ts';
export type { ExploreOptions, Progress } from './explore.ts';
export { bit, int, oneOf, type Place, type Range, type Shape, someOf } from './layout.ts';
export { Machine } from './machine.ts';
export type { Finished, Model, Predicate, Property } from './model.ts';
export { type Outlook, Outlooks } from './outlook.ts';
export { type Packed, pack, type StateOf } from './record.ts';
export { type Change, Replay, type ReplayStep } from './replay.ts';
export { contextSwitches, formatSchedule, parseSchedule, type Schedule } from './schedule.ts';
export type { Stopped } from './search.ts';
export { type Move, type Reached, Space, spaceOf } from './space.ts';
export { type MoveTable, type PropertyTable, type Tables, type TaskTable, tablesOf } from './tables.ts';
export {
  type Again,
  loop,
  type Observation,
  type Operation,
  type Program,
  type Routine,
  type Task,
} from './task.ts';
