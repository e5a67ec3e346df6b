import { catalogueLines, tasksLines } from '../compose/index.ts';
import type { Options, Surroundings } from './command.ts';
import { subjectOf } from './subject.ts';

/** What the tasks of an example do, and what they can do. */
export function tasks(words: string[], options: Options, { examples, out }: Surroundings): number {
  const lines = words.length === 0 ? [] : [...tasksLines(subjectOf(words, options, examples).example), ''];
  out([...lines, ...catalogueLines()].join('\n'));
  return 0;
}
