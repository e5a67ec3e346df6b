import { brief } from '../../text/brief.ts';
import { ModelError } from '../checker/index.ts';
import { type Demand, type DemandId, demands } from '../properties.ts';
import { type Example, today } from '../scenario/index.ts';
import { readClauses } from './clauses.ts';
import { situationsOf } from './meaning.ts';
import { readQuestion } from './question.ts';
import { readFor, readIn, sceneOf } from './scene.ts';
import type { Task } from './task.ts';

/**
 * An example with other tasks, more to work on, or more that is asked. What its tasks are there for, a situation that they must meet, is no more known: for each
 * demand there is one that gives it meaning in any tasks. Nothing is expected of it. Throws a {@link ModelError} for what cannot be read, and for tasks
 * that cannot be together.
 */
export function composed(example: Example, clauses: string): Example {
  const read = readFor(example, clauses);
  if (read === null) return example;
  const { changes, tasks, stage } = read;
  const scene = sceneOf(example, read);
  const names = tasks.map(({ name }) => name);
  const former = names.find((name) => today(name) !== name);
  if (former)
    throw new ModelError(
      `a task cannot be called ${former}: links and commands that name it mean ${today(former)}; call it ${today(former)}`,
    );
  const asked = new Set([
    ...example.demands.filter((id) => isAbout(id, names)),
    ...changes.ask.map(demandNamed),
  ]);
  const stray = [...asked].find((id) => !isAbout(id, names));
  if (stray) throw new ModelError(`${stray} asks about a task that is not there`);
  const setting = { stage, tasks };
  return {
    ...example,
    ...scene,
    demands: [...asked],
    sometimes: situationsOf(
      [...asked],
      tasks.filter(takesPages).map(({ name }) => name),
    ),
    questions: changes.questions.map(({ kind, words }, i) => readQuestion(`q${i + 1}`, kind, words, setting)),
    fails: {},
    never: {},
    expects: 'nothing',
    notice: '',
  };
}

const takesPages = ({ calls }: Task): boolean =>
  calls.flat().some(({ action }) => action.takesBy !== undefined);

/** The example as its words say it: what {@link composed} starts from. For a test that they run as it does. */
export const inWords = (example: Example): Example => ({
  ...example,
  ...sceneOf(example, readIn(example, readClauses(''))),
  id: example.id,
  history: example.history ?? false,
});

/** What can be asked of tasks with these names, by id and title: of one that there is, or of whoever there is. */
export const askable = (names: readonly string[]): { readonly id: DemandId; readonly title: string }[] =>
  (Object.keys(demands) as DemandId[])
    .filter((id) => isAbout(id, names))
    .map((id) => ({ id, title: demands[id].title }));

function isAbout(id: DemandId, names: readonly string[]): boolean {
  const { task }: Demand = demands[id];
  return task === undefined || names.includes(task);
}

function demandNamed(id: string): DemandId {
  if (Object.hasOwn(demands, id)) return id as DemandId;
  throw new ModelError(`'${brief(id)}' cannot be asked; ask one of ${Object.keys(demands).join(', ')}`);
}
