/** What states a page can be in, and what its count can mean: drawn from every state that an example reaches. */
export { conditionWords, pinnedWords, placeWords } from './condition.ts';
export { countMeans, type Meaning } from './count-means.ts';
export {
  type Cause,
  functionsOf,
  type LifeCycle,
  lifeCycleOf,
  type Stage,
  type StageChange,
  stageOf,
} from './life-cycle.ts';
