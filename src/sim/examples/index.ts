/** Scenarios, what they expect, and what the checker finds in them. */
export { exampleNamed, examples } from './all.ts';
export { type Actor, checkTasks, type Example, expected, type Sometimes } from './example.ts';
export { modelOf } from './model.ts';
export { type Finding, findingOf, findingsOf, landmarksOf, resultOf, surprises } from './results.ts';
