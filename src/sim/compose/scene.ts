import { ModelError } from '../checker/index.ts';
import type { Scenario } from '../scenario/index.ts';
import { type Changes, readClauses, tidy, writeClauses } from './clauses.ts';
import { MOST, type Numbers, Stage } from './stage.ts';
import { actorOf, formatTask, readTask, type Task } from './task.ts';
import { taskWords } from './tasks-of.ts';

/** Words that a schedule, a link or a change has for something else. */
const TAKEN = ['none', 'right', 'fails', 'nobody', 'row'];

/** The same tasks, on as many pages, processes and files, with the changes that are written after its name: all that a replay needs. */
export function withTasks(scenario: Scenario, clauses: string): Scenario {
  const read = readFor(scenario, clauses);
  return read === null ? scenario : sceneOf(scenario, read);
}

/** What somebody has changed, read. */
export interface Read {
  readonly changes: Changes;
  readonly tasks: readonly Task[];
  readonly stage: Stage;
}

/** What a scenario comes to be; null where nothing is changed. Its changes are those that make a difference, in short. Throws a {@link ModelError}. */
export function readFor(scenario: Scenario, clauses: string): Read | null {
  const read = readIn(scenario, readClauses(clauses));
  const { stage, tasks, changes } = read;
  const numbers = numbersOf(scenario);
  const words = new Map(taskWords(scenario));
  const kept: Changes = {
    numbers: Object.fromEntries(
      Object.entries(changes.numbers).filter(([name, number]) => number !== numbers[name as keyof Numbers]),
    ),
    tasks: new Map([
      ...tasks
        .map((task): [string, string | null] => [task.name, formatTask(task, stage)])
        .filter(([name, said]) => said !== words.get(name)),
      ...[...words.keys()]
        .filter((name) => !tasks.some((task) => task.name === name))
        .map((name): [string, null] => [name, null]),
    ]),
    ask: changes.ask,
    questions: changes.questions.map(({ kind, words }) => ({ kind, words: tidy(words) })),
  };
  return writeClauses(kept) === '' ? null : { ...read, changes: kept };
}

/** The same with the changes as they were written. Throws a {@link ModelError} for tasks that cannot be together. */
export function readIn(scenario: Scenario, changes: Changes): Read {
  const stage = new Stage({ ...numbersOf(scenario), ...changes.numbers });
  const before = new Map<string, string | null>(taskWords(scenario));
  const names = new Map([...before, ...changes.tasks]);
  const strange = [...names.keys()].find((name) => TAKEN.includes(name));
  if (strange) throw new ModelError(`a task cannot be called ${strange}: the word stands for something else`);
  const gone = [...changes.tasks].find(([name, words]) => words === null && !before.has(name));
  if (gone)
    throw new ModelError(
      `there is no task ${gone[0]} to take away; there are ${[...before.keys()].join(', ')}`,
    );
  const tasks = [...names].flatMap(([name, words]) => (words === null ? [] : [readTask(name, words, stage)]));
  if (tasks.length === 0) throw new ModelError('nobody is left: keep one task at least');
  if (tasks.length > MOST.tasks)
    throw new ModelError(`there are ${tasks.length} tasks, and may be ${MOST.tasks}`);
  expectTogether(tasks, stage);
  return { changes, tasks, stage };
}

/** Of one file. */
const numbersOf = ({ pages, processes, files = [0] }: Scenario): Numbers => {
  const number = new Set(files).size;
  return { pages: pages / number, processes, files: number };
};

/** What runs then, and how it is told. */
export function sceneOf(scenario: Scenario, { tasks, stage, changes }: Read): Scenario {
  const children = childrenOf(tasks);
  const isLocked = tasks.filter(changesFile).length > 1;
  const { pages, processes, files } = stage.numbers;
  const { alike, ...rest } = scenario;
  const names = new Set(tasks.map(({ name }) => name));
  return {
    ...rest,
    id: scenario.id + writeClauses(changes),
    pages: pages * files,
    processes,
    ...(stage.isCloned && { blocks: stage.blocks, files: stage.files }),
    children,
    history: true,
    actors: tasks.map((task) => actorOf(task, stage, children.includes(task.process), isLocked)),
    told: scenario.told
      .split(' ')
      .filter((word) => names.has(word.split('*')[0]))
      .join(' '),
  };
}

const all = ({ calls }: Task) => calls.flat();
const changesFile = (task: Task) => all(task).some(({ action }) => action.changesFile);

/** The processes that fork() makes. */
const childrenOf = (tasks: readonly Task[]): number[] =>
  tasks.flatMap((task) =>
    all(task)
      .filter(({ word }) => word === 'fork')
      .map(({ on }) => on.process),
  );

/** Throws a {@link ModelError} that says why, where the kernel would not let these run together. */
function expectTogether(tasks: readonly Task[], stage: Stage): void {
  const children = childrenOf(tasks);
  const twice = children.find((child, i) => children.indexOf(child) !== i);
  if (twice !== undefined) throw new ModelError(`process ${twice} is forked twice: a child comes to be once`);
  for (const child of children)
    if (child === 0) throw new ModelError('process 0 is there from the start: fork another one');
  const done = tasks.flatMap((task) => all(task).map((one) => ({ ...one, task })));
  for (const word of new Set(done.filter(({ action }) => action.once).map(({ word }) => word)))
    if (done.filter((one) => one.word === word).length > 1) throw new ModelError(`${word} can be done once`);
  if (done.some(({ word }) => word === 'await-unmount') && !done.some(({ word }) => word === 'unmount'))
    throw new ModelError('await-unmount waits for ever where no task unmounts');
  for (const end of done.filter(({ action }) => action.endsFile)) {
    const file = stage.mappedBy(end.task.process);
    if (end.word === 'unmount' && stage.isCloned)
      throw new ModelError('unmount knows one file only here: write files=1');
    const other = done.find(
      ({ task, word, action }) =>
        task !== end.task &&
        stage.mappedBy(task.process) === file &&
        (action.changesFile || word === 'writeback' || word === 'evict' || word === 'open'),
    );
    if (other)
      throw new ModelError(
        `${end.task.name} does ${end.word} once nobody uses the file, and ${other.task.name} does ${other.word} to the same file, which holds its inode`,
      );
  }
  if (stage.isCloned && done.some(({ word }) => word === 'unbind'))
    throw new ModelError('unbind knows one file only here: write files=1');
}
