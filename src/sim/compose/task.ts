import { brief } from '../../text/brief.ts';
import { ModelError } from '../checker/index.ts';
import { type Foll, forked, type Path, type Thread, underInodeLock } from '../kernel/index.ts';
import type { Actor } from '../scenario/index.ts';
import { type Action, actions, type Kind, type On } from './actions.ts';
import type { Stage } from './stage.ts';

/**
 * A task in words: calls, one after the other, and what each consists of.
 *
 *     pin, dma, unpin
 *     touch page 1; munmap
 *     process 1: touch; get, folio-put
 *
 * What stands in one call depends on what it has got: who is refused a page lets go of those that it has, and the call is
 * over. The next one is made whatever came of it.
 */
export interface Task {
  readonly name: string;
  readonly process: number;
  readonly calls: readonly (readonly Done[])[];
}

/** An action, on something. */
interface Done {
  readonly word: string;
  readonly action: Action;
  readonly on: On;
}

/** Actions that a task can consist of. */
const LONGEST_TASK = 12;

/** Reads a task. Throws a {@link ModelError} that says which word is wrong and what could stand there. */
export function readTask(name: string, text: string, stage: Stage): Task {
  try {
    return { name, ...readWords(text.trim(), stage) };
  } catch (error) {
    throw error instanceof ModelError ? new ModelError(`task ${name}: ${error.message}`) : error;
  }
}

function readWords(text: string, stage: Stage): Omit<Task, 'name'> {
  const [, number, words] = /^(?:process\s+(\d{1,3})\s*:)?([\s\S]*)$/.exec(text) as RegExpExecArray;
  const process = Number(number ?? 0);
  stage.expect('process', process);
  const calls = (words as string)
    .split(';')
    .map((call) => call.split(',').map((words) => readAction(words.trim(), process, stage)));
  const all = calls.flat();
  if (all.length > LONGEST_TASK)
    throw new ModelError(`it has ${all.length} actions, and may have ${LONGEST_TASK}`);
  for (const call of calls) expectHeld(call);
  for (const [i, { word, action }] of all.entries())
    if (action.after && !all.slice(0, i).some((one) => one.word === action.after))
      throw new ModelError(`${word} needs ${action.after} before it in the same task`);
  return { process, calls };
}

function readAction(text: string, process: number, stage: Stage): Done {
  const [word = '', ...rest] = text.split(/\s+/);
  if (!Object.hasOwn(actions, word))
    throw new ModelError(
      `'${brief(text)}' is no action; the actions are ${Object.keys(actions).join(', ')}. Commas part what is done in one call, semicolons the calls`,
    );
  const action = actions[word];
  const { pages } = stage.file(stage.mappedBy(process));
  const own = pages as readonly number[];
  const on: Record<Kind, number> = { page: own[0], process: 0, to: 0 };
  for (let i = 0; i < rest.length; i += 2) {
    const kind = action.takes.find((kind) => kind === rest[i]);
    if (kind === undefined || !/^\d{1,3}$/.test(rest[i + 1] ?? '')) {
      const example = [word, ...action.takes.map((kind) => `${kind} 0`)].join(' ');
      throw new ModelError(
        `'${brief(text)}': write ${example}${action.takes.length > 0 ? '' : ', and nothing after it'}`,
      );
    }
    on[kind] = Number(rest[i + 1]);
  }
  if (action.takes.includes('page')) {
    stage.expect('page', on.page);
    if (!own.includes(on.page))
      throw new ModelError(
        `'${brief(text)}': process ${process} maps a file with page ${own.join(' and ')}; another process maps page ${on.page}`,
      );
  }
  if (action.takes.includes('process')) {
    stage.expect('process', on.process);
    if (on.process === process || !/\bprocess\b/.test(text))
      throw new ModelError(`'${brief(text)}': name the child that comes to be, like ${word} process 1`);
    if (stage.mappedBy(on.process) !== stage.mappedBy(process))
      throw new ModelError(
        `'${brief(text)}': process ${on.process} maps the other file, a child maps its parent's`,
      );
  }
  if (on.to >= own.length && on.to > 0)
    throw new ModelError(
      `'${brief(text)}': the file has ${own.length} ${own.length === 1 ? 'page' : 'pages'}`,
    );
  return { word, action, on };
}

/** Nobody lets go of what was not taken, or was taken in another way. */
function expectHeld(call: readonly Done[]): void {
  const held: { page: number; by: Foll }[] = [];
  for (const { word, action, on } of call) {
    const by = held.filter(({ page }) => page === on.page).map(({ by }) => by);
    if (action.takesBy) held.push({ page: on.page, by: action.takesBy });
    const letGo = action.dropsBy;
    if (letGo) {
      const at = held.findIndex((one) => one.page === on.page && one.by === letGo);
      if (at < 0)
        throw new ModelError(
          `${word} lets go of a page that was taken with ${letGo}, and page ${on.page} was ${by.length === 0 ? 'not taken' : `taken with ${by.join(', ')}`} before it in the same call`,
        );
      held.splice(at, 1);
    }
    if (word === 'dma' && by.length === 0)
      throw new ModelError(`dma needs page ${on.page} to be taken before it in the same call, by pin or get`);
  }
}

/** The words for a task, without its name, as short as they can be: what {@link readTask} takes. */
export function formatTask({ process, calls }: Task, stage: Stage): string {
  const [first] = stage.file(stage.mappedBy(process)).pages as readonly number[];
  const words = ({ word, action, on }: Done) =>
    [
      word,
      ...action.takes
        .filter((kind) => kind === 'process' || on[kind] !== (kind === 'page' ? first : 0))
        .map((kind) => `${kind} ${on[kind]}`),
    ].join(' ');
  const said = calls.map((call) => call.map(words).join(', ')).join('; ');
  return process === 0 ? said : `process ${process}: ${said}`;
}

/** The task as an actor. `isChild`: fork() makes its process. `isLocked`: it is not alone in changing its file. */
export function actorOf(task: Task, stage: Stage, isChild: boolean, isLocked: boolean): Actor {
  const { name, process, calls } = task;
  const where = stage.numbers.processes === 1 ? '' : `in process ${process}: `;
  return {
    name,
    role:
      where + calls.map((call) => call.map(({ action, on }) => action.says(on)).join(', ')).join('; then '),
    process,
    *run(t) {
      if (isChild) yield* forked(t);
      for (const call of calls) yield* made(t, call, stage, isLocked);
    },
  };
}

/** One call: what it does after it was refused a page is to let go of what it has. */
function* made(t: Thread, call: readonly Done[], stage: Stage, isLocked: boolean): Path {
  const held: Done[] = [];
  let isRefused = false;
  for (const done of call) {
    const { action, on } = done;
    if (action.dropsBy) {
      const at = held.findIndex((one) => one.on.page === on.page && one.action.takesBy === action.dropsBy);
      if (at < 0) continue;
      held.splice(at, 1);
    } else if (isRefused) continue;
    const path = action.run(t, on, stage);
    const result = yield* action.changesFile && isLocked ? underInodeLock(t, path) : path;
    if (action.takesBy && result) held.push(done);
    if (action.takesBy && !result) isRefused = true;
  }
}
