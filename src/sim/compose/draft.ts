import { baseOf } from '../ids.ts';
import type { Scenario } from '../scenario/index.ts';
import { type Changes, readClauses, writeClauses } from './clauses.ts';
import type { Numbers } from './stage.ts';
import { taskWords } from './tasks-of.ts';
import { wordsOf } from './text.ts';

/** Everything that can be changed of an example, as somebody is changing it: not all of it need be right. */
export interface Draft {
  readonly numbers: Numbers;
  readonly tasks: readonly { readonly name: string; readonly words: string }[];
  /** What is asked besides. */
  readonly ask: readonly string[];
  readonly questions: Changes['questions'];
}

/** An example as it stands, to be changed. */
export function draftOf(scenario: Scenario): Draft {
  const { ask, questions } = readClauses(scenario.id.slice(baseOf(scenario.id).length));
  const { pages, processes, files = [0] } = scenario;
  const number = new Set(files).size;
  return {
    numbers: { pages: pages / number, processes, files: number },
    tasks: wordsOf(scenario).map(([name, words]) => ({ name, words })),
    ask,
    questions,
  };
}

/** What stands after the example's name for a draft of it: read again, that says what is wrong with it. */
export function clausesOf({ numbers, tasks, ask, questions }: Draft, base: Pick<Scenario, 'id'>): string {
  const names = new Set(tasks.map(({ name }) => name));
  const gone = taskWords(base).flatMap(([name]): [string, null][] => (names.has(name) ? [] : [[name, null]]));
  const written = tasks.map(({ name, words }) => `+${name.trim()}=${words.trim().replace(/\s+/g, '_')}`);
  return (
    writeClauses({ numbers, tasks: new Map(gone), ask: [], questions: [] }) +
    written.join('') +
    writeClauses({ numbers: {}, tasks: new Map(), ask, questions })
  );
}

/** A name for one more task: the one that it would have, or the first with a number that is free. */
export function freeName(name: string, tasks: Draft['tasks']): string {
  const isFree = (one: string) => tasks.every(({ name }) => name !== one);
  let free = name;
  for (let n = 2; !isFree(free); n++) free = `${name}${n}`;
  return free;
}
