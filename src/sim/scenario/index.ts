/** What an example is, and how it becomes a model: tasks on the modelled kernel, and what is asked of them. */
export { crowded } from './crowd.ts';
export { askedIn, type Example, expected, type Question, type Sometimes } from './example.ts';
export { today } from './former.ts';
export { modelOf } from './model.ts';
export { type Actor, checkDesign, checkTasks, type Scenario, systemOf } from './scenario.ts';
