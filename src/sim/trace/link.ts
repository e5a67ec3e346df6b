import { formatSchedule, type Schedule } from '../checker/index.ts';
import type { Teller } from './pair.ts';

/**
 * What is on the screen, as a fragment that people can read, edit and put in a mail:
 *
 *     #missed-wakeup/current,fs-held/row-27
 *     #missed-wakeup/current,fs-held/row-12/app*9,io*7,trunc~k3x9
 *     #unmapped-file/gup-put,gup-put+scan-unmapped/row-26
 *     #missed-wakeup/current,fs-held/row-1/none~k3x9
 *     #missed-wakeup/fs-held,current/row-27/right:app*9,io*7,trunc~k3x9
 *     #missed-wakeup/fs-held,current/fails/right:truncate-finishes
 *
 * The example, the left and the right design, the row; then, where it is not the told one, the schedule in
 * steps of the left design, or of the right one where it says so, or `none` for one without any, with the fingerprint of the model that it was made on.
 * In place of a row: what fails, on the left or on the right, by the shortest way that there is in the model of the day.
 *
 * On the example's own page, whose address has its name already, it need not be named, nor need the two designs that it tells of:
 *
 *     #27
 *     #12/app*9,io*7,trunc~k3x9
 *     #current,v6.15/20
 *     #fails/truncate-finishes
 *
 * Where the reader has changed what the tasks do, or asks something else, that stands first; and where tasks or choices are changed, the fingerprint stands after
 * the row also where no schedule is named:
 *
 *     #missed-wakeup+nic=pin,dma,unpin/current,fs-held/row-27~k3x9
 *     #+nic=pin,dma,unpin/27~k3x9
 *     #+trunc=nobody+never=io_ended/fails/q1
 */
export interface View {
  /** With what is changed of it. */
  readonly example: string;
  readonly left: string;
  readonly right: string;
  /** From 1. */
  readonly row: number;
  /** Null for the told schedule. */
  readonly schedule: Schedule | null;
  /** The side whose steps {@link schedule} is in; the left one's for the told schedule. */
  readonly teller: Teller;
  /** Of the model that the link was made on; null if it does not say. Links to what is told do not. */
  readonly fingerprint: string | null;
  /** The property whose failure on the {@link teller}'s side is to be shown, in place of row and schedule; null if the link names those. */
  readonly fails: string | null;
}

/** Stands for the schedule without a step: an empty place in a link would look like a slip. No task is called so. */
export const NO_STEPS = 'none';

/** Stands in the place of a row. */
export const FAILS = 'fails';

/** Stands before a schedule in steps of the right design. No task has a colon in its name. */
export const RIGHT = 'right:';

/** Where a view is to be linked to: on its example's own page, which tells of these two designs; or on another one. */
export type Home = { readonly pair: readonly [left: string, right: string] } | null;

/** The id of a row's element, so that a link lands on it without JavaScript too. */
export function rowId(
  { example, left, right }: Pick<View, 'example' | 'left' | 'right'>,
  row: number,
  home: Home = null,
): string {
  return home === null
    ? `${example}/${left},${right}/row-${row}`
    : `${changesAt(example)}${designsAt(home, left, right)}${row}`;
}

/** What is changed of an example, and a slash; empty where nothing is. */
function changesAt(example: string): string {
  const at = example.indexOf('+');
  return at < 0 ? '' : `${example.slice(at)}/`;
}

const designsAt = ({ pair }: NonNullable<Home>, left: string, right: string): string =>
  left === pair[0] && right === pair[1] ? '' : `${left},${right}/`;

/** The fragment for a view, with its `#`. */
export function formatView(view: View, home: Home = null): string {
  const { example, left, right, row, schedule, teller, fingerprint, fails } = view;
  const whose = teller === 'right' ? RIGHT : '';
  if (fails !== null) {
    const before =
      home === null ? `${example}/${left},${right}/` : changesAt(example) + designsAt(home, left, right);
    return `#${before}${FAILS}/${whose}${fails}`;
  }
  const place = `#${rowId(view, row, home)}`;
  const made = fingerprint ? `~${fingerprint}` : '';
  // Whoever changes tasks or choices asks what this model says of that.
  if (schedule === null) return place.includes('=') ? place + made : place;
  return `${place}/${whose}${formatSchedule(schedule, ',') || NO_STEPS}${made}`;
}
