import { brief } from '../../text/brief.ts';
import { ModelError, parseSchedule, type Schedule } from '../checker/index.ts';
import { checkDesign, checkTasks, type Scenario } from '../scenario/index.ts';
import { FAILS, NO_STEPS, RIGHT, type View } from './link.ts';

/** Characters that a schedule may have. Without an end to them a browser would be busy with what nobody wrote. */
export const LONGEST_SCHEDULE = 4_000;
/** The same of a whole link, which has names and a number before its schedule. */
export const LONGEST_LINK = LONGEST_SCHEDULE + 500;

/**
 * Reads a fragment for `example`; null if it is not about this example at all (a heading, another figure). One that names no example
 * is about it on its own page, where `isOwn`. A row may be `27` or `row-27`, with an example or without. Throws a {@link ModelError} that says which part is wrong and what could stand there.
 */
export function parseView(fragment: string, example: Scenario, isOwn = false): View | null {
  const text = decode(fragment.replace(/^#/, ''));
  const names = text.startsWith(`${example.id}/`);
  if (!names && !(isOwn && namesNoExample(text))) return null;
  if (text.length > LONGEST_LINK)
    throw new ModelError(`it has ${text.length} characters, and may have ${LONGEST_LINK}`);
  const parts = text.slice(names ? example.id.length + 1 : 0).split('/');
  if (!names && !parts[0].includes(',')) parts.unshift(example.pair.join(','));
  const [pair, row = '', made = '', ...rest] = parts;
  // A plus sign may have become a space on its way.
  const [left, right, ...more] = pair.replaceAll(' ', '+').split(',');
  if (!left || !right || more.length > 0)
    throw new ModelError(`'${brief(pair)}' should name two designs, like ${example.pair.join(',')}`);
  for (const design of [left, right]) checkDesign(example, design);
  const teller = made.startsWith(RIGHT) ? 'right' : 'left';
  const told = teller === 'right' ? made.slice(RIGHT.length) : made;
  if (row === FAILS) {
    const isProperty = /^[a-z]+(-[a-z]+)*$/.test(told) && rest.length === 0;
    if (!isProperty)
      throw new ModelError(
        `'${brief([told, ...rest].join('/'))}' should name what fails, like ${FAILS}/truncate-finishes`,
      );
    return {
      example: example.id,
      left,
      right,
      row: 1,
      schedule: null,
      teller,
      fingerprint: null,
      fails: told,
    };
  }
  const number = /^(?:row-)?([0-9]{1,6})$/.exec(row)?.[1];
  if (number === undefined || Number(number) < 1)
    throw new ModelError(`'${brief(row)}' should name a row, like 1`);
  const [words, fingerprint, ...after] = told.split('~');
  after.push(...rest);
  if (after.length > 0)
    throw new ModelError(`nothing should follow the schedule, but '${brief(after.join('/'))}' does`);
  const schedule = made === '' ? null : words === NO_STEPS ? [] : readSchedule(words, example);
  return {
    example: example.id,
    left,
    right,
    row: Number(number),
    schedule,
    teller,
    fingerprint: fingerprint || null,
    fails: null,
  };
}

/** Whether a fragment, without its `#`, begins with a row, with what fails, or with two designs: it is about the example of its page. */
export const namesNoExample = (text: string): boolean =>
  /^((row-)?[0-9]+(\/|$)|fails\/|[^/,]*,[^/]*\/)/.test(decode(text));

/** Reads what somebody has written as a schedule for `example`. Throws a {@link ModelError} that says what is wrong. */
export function readSchedule(words: string, example: Scenario): Schedule {
  if (words.length > LONGEST_SCHEDULE)
    throw new ModelError(
      `the schedule has ${words.length} characters, and may have ${LONGEST_SCHEDULE}: write app*4 for four steps`,
    );
  const schedule = parseSchedule(words);
  checkTasks(example, schedule);
  return schedule;
}

/** Mail programs escape what need not be escaped; a mangled escape stays as it is and is complained about later. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
