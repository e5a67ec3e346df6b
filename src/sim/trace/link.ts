import { brief } from '../../text/brief.ts';
import { formatSchedule, ModelError, parseSchedule, type Schedule } from '../checker/index.ts';
import { checkDesign, checkTasks, type Scenario } from '../scenario/index.ts';

/**
 * What is on the screen, as a fragment that people can read, edit and put in a mail:
 *
 *     #missed-wakeup/current,fs-held/row-27
 *     #missed-wakeup/current,fs-held/row-12/app*9,rdma*7,trunc~k3x9
 *     #unmapped-file/gup-put,gup-put+scan-unmapped/row-26
 *     #missed-wakeup/current,fs-held/row-1/none~k3x9
 *
 * The example, the left and the right design, the row; then, where it is not the told one, the schedule in
 * steps of the left design, or `none` for one without any, with the fingerprint of the model that it was made on.
 */
export interface View {
  readonly example: string;
  readonly left: string;
  readonly right: string;
  /** From 1. */
  readonly row: number;
  /** Null for the told schedule. */
  readonly schedule: Schedule | null;
  /** Of the model that {@link schedule} was made on; null if the link does not say. */
  readonly fingerprint: string | null;
}

/** Stands for the schedule without a step: an empty place in a link would look like a slip. No task is called so. */
const NO_STEPS = 'none';

/** Characters that a schedule may have. Without an end to them a browser would be busy with what nobody wrote. */
export const LONGEST_SCHEDULE = 4_000;
/** The same of a whole link, which has names and a number before its schedule. */
export const LONGEST_LINK = LONGEST_SCHEDULE + 500;

/** The id of a row's element, so that a link lands on it without JavaScript too. */
export function rowId(example: string, left: string, right: string, row: number): string {
  return `${example}/${left},${right}/row-${row}`;
}

/** The fragment for a view, with its `#`. */
export function formatView({ example, left, right, row, schedule, fingerprint }: View): string {
  if (schedule === null) return `#${rowId(example, left, right, row)}`;
  const words = formatSchedule(schedule, ',') || NO_STEPS;
  return `#${rowId(example, left, right, row)}/${words}${fingerprint ? `~${fingerprint}` : ''}`;
}

/**
 * Reads a fragment for `example`; null if it is not about this example at all (a heading, another figure).
 * Throws a {@link ModelError} that says which part is wrong and what could stand there.
 */
export function parseView(fragment: string, example: Scenario): View | null {
  const text = decode(fragment.replace(/^#/, ''));
  if (!text.startsWith(`${example.id}/`)) return null;
  if (text.length > LONGEST_LINK)
    throw new ModelError(`it has ${text.length} characters, and may have ${LONGEST_LINK}`);
  const [id, pair, row = '', made = '', ...rest] = text.split('/');
  // A plus sign may have become a space on its way.
  const [left, right, ...more] = pair.replaceAll(' ', '+').split(',');
  if (!left || !right || more.length > 0)
    throw new ModelError(`'${brief(pair)}' should name two designs, like ${example.pair.join(',')}`);
  for (const design of [left, right]) checkDesign(example, design);
  const number = /^row-([0-9]{1,6})$/.exec(row)?.[1];
  if (number === undefined || Number(number) < 1)
    throw new ModelError(`'${brief(row)}' should name a row, like row-1`);
  const [words, fingerprint, ...after] = made.split('~');
  after.push(...rest);
  if (after.length > 0)
    throw new ModelError(`nothing should follow the schedule, but '${brief(after.join('/'))}' does`);
  const schedule = made === '' ? null : words === NO_STEPS ? [] : readSchedule(words, example);
  return { example: id, left, right, row: Number(number), schedule, fingerprint: fingerprint || null };
}

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
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
