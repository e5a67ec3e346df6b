import { ModelError } from './errors.ts';

/**
 * A schedule: which task moves, step by step. Written as words, `app*4 io*3 trunc`, to be read in a mail and
 * edited by hand. Commas and plus signs separate as well as spaces do, so that it survives in a link.
 */
export type Schedule = readonly string[];

/** Steps that one word or one schedule may stand for: more is a slip of the keyboard, not a schedule. */
export const MAX_STEPS = 10_000;

/** The words for `schedule`: runs of one task are counted. An empty schedule is the empty string. */
export function formatSchedule(schedule: Schedule, separator = ' '): string {
  const words: string[] = [];
  for (let i = 0; i < schedule.length; ) {
    let end = i + 1;
    while (schedule[end] === schedule[i]) end++;
    words.push(end - i === 1 ? (schedule[i] as string) : `${schedule[i]}*${end - i}`);
    i = end;
  }
  return words.join(separator);
}

/** Reads words. Throws a {@link ModelError} that names the word it could not read, and its place. */
export function parseSchedule(text: string): Schedule {
  const steps: string[] = [];
  const words = text.split(/[\s,+]+/).filter(Boolean);
  for (const [i, word] of words.entries()) {
    const match = /^([a-z][a-z0-9-]*)(?:\*([0-9]+))?$/.exec(word);
    const times = Number(match?.[2] ?? 1);
    const said = word.slice(0, 40);
    if (!match || times < 1)
      throw new ModelError(
        `word ${i + 1} of the schedule, '${said}', is not a step: write a task's name, and *N for N steps, like app*4`,
      );
    if (steps.length + times > MAX_STEPS)
      throw new ModelError(`the schedule has more than ${MAX_STEPS} steps at word ${i + 1}, '${said}'`);
    for (let n = 0; n < times; n++) steps.push(match[1] as string);
  }
  return steps;
}

/** How often the processor passes from one task to another. */
export function contextSwitches(schedule: Schedule): number {
  return schedule.filter((task, i) => i > 0 && task !== schedule[i - 1]).length;
}
