import { brief } from '../../text/brief.ts';
import { ModelError, parseSchedule, type Schedule } from '../checker/index.ts';
import { baseOf } from '../ids.ts';
import { checkDesign, checkTasks, type Scenario, today } from '../scenario/index.ts';
import { FAILS, NO_STEPS, RIGHT, type View } from './link.ts';

/** Characters that a schedule may have. Without an end to them a browser would be busy with what nobody wrote. */
export const LONGEST_SCHEDULE = 4_000;
/** The same of a whole link, which has names and a number before its schedule; what is changed of the example does not count. */
export const LONGEST_LINK = LONGEST_SCHEDULE + 500;

/**
 * Reads a fragment for `example`; null if it is not about this example at all (a heading, another figure). One that names no example
 * is about it on its own page, where `isOwn`. A row may be `27` or `row-27`, with an example or without. An example with changes takes a link that has changes,
 * see {@link changesIn}; which ones, is not asked. Throws a {@link ModelError} that says which part is wrong and what could stand there.
 */
export function parseView(fragment: string, example: Scenario, isOwn = false): View | null {
  const text = decode(fragment.replace(/^#/, ''));
  const base = baseOf(example.id);
  const names = text.startsWith(base) && /^[+ /]/.test(text.slice(base.length));
  if (!names && !(isOwn && namesNoExample(text))) return null;
  const [first, ...after] = (names ? text.slice(base.length) : text).split('/');
  const isChanged = /^[+ ]/.test(first);
  const length = text.length - (isChanged ? first.length : 0);
  if (length > LONGEST_LINK)
    throw new ModelError(`it has ${length} characters, and may have ${LONGEST_LINK}`);
  const parts = names || isChanged ? after : [first, ...after];
  const isBare = parts.length === 0;
  if (isBare) parts.push('1');
  if ((isBare || !names) && !parts[0].includes(',')) parts.unshift(example.pair.join(','));
  const [pair, row = '', made = '', ...rest] = parts;
  // A plus sign may have become a space on its way.
  const [left, right, ...more] = pair.replaceAll(' ', '+').split(',');
  if (!left || !right || more.length > 0)
    throw new ModelError(`'${brief(pair)}' should name two designs, like ${example.pair.join(',')}`);
  for (const design of [left, right]) checkDesign(example, design);
  const teller = made.startsWith(RIGHT) ? 'right' : 'left';
  const told = teller === 'right' ? made.slice(RIGHT.length) : made;
  if (row === FAILS) {
    const isProperty = /^[a-z]+(-[a-z]+)*[0-9]?$/.test(told) && rest.length === 0;
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
  const [, number, onlyMade] = /^(?:row-)?([0-9]{1,6})(?:~([^~/]*))?$/.exec(row) ?? [];
  if (number === undefined || Number(number) < 1 || (onlyMade && made))
    throw new ModelError(`'${brief(row)}' should name a row, like 1`);
  const [words, fingerprint = onlyMade, ...stray] = told.split('~');
  stray.push(...rest);
  if (stray.length > 0)
    throw new ModelError(`nothing should follow the schedule, but '${brief(stray.join('/'))}' does`);
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

/**
 * What a fragment changes of the example, `+nic=pin,dma,unpin`; empty where it changes nothing, or is not about the example. On the example's own page, where
 * `isOwn`, it need not be named.
 */
export function changesIn(fragment: string, example: Pick<Scenario, 'id'>, isOwn: boolean): string {
  const text = decode(fragment.replace(/^#/, '')).split('/')[0];
  const base = baseOf(example.id);
  const changes = text.startsWith(base) ? text.slice(base.length) : isOwn ? text : '';
  // A plus sign may have become a space on its way.
  return /^[+ ]/.test(changes) ? changes.replace(/ (?=[a-z-]+=)/g, '+') : '';
}

/** Whether a fragment, without its `#`, begins with a change, a row, with what fails, or with two designs: it is about the example of its page. */
export const namesNoExample = (text: string): boolean =>
  /^([+ ][a-z]|(row-)?[0-9]+([/~]|$)|fails\/|[^/,]*,[^/]*\/)/.test(decode(text));

/** Reads what somebody has written as a schedule for `example`. Throws a {@link ModelError} that says what is wrong. */
export function readSchedule(words: string, example: Scenario): Schedule {
  if (words.length > LONGEST_SCHEDULE)
    throw new ModelError(
      `the schedule has ${words.length} characters, and may have ${LONGEST_SCHEDULE}: write app*4 for four steps`,
    );
  const schedule = parseSchedule(today(words));
  checkTasks(example, schedule);
  return schedule;
}

/**
 * A fragment's words, with the names of today. Mail programs escape what need not be escaped; a mangled escape stays as it is and is complained about
 * later.
 */
export function decode(text: string): string {
  try {
    return today(decodeURIComponent(text));
  } catch {
    return today(text);
  }
}
