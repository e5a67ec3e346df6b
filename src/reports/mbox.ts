import { WIDTH, wrap } from '../text/layout.ts';

/** A header of a mail, with its name. */
export type Header = readonly [name: string, value: string];

/**
 * A mailbox with one message, as `mutt -f` and `git send-email` read it. Its first line has the day of the message, so
 * that a build makes the same again. Headers are folded at spaces, and lines of the body that would begin another
 * message are quoted. Throws a RangeError for a header that would begin another one.
 */
export function mbox(sender: string, date: Date, headers: readonly Header[], body: string): string {
  const [day, dayOfMonth, month, year, time] = date.toUTCString().replace(',', '').split(' ');
  const from = `From ${sender} ${day} ${month} ${dayOfMonth} ${time} ${year}`;
  return `${[from, ...headers.flatMap(folded), '', ...body.split('\n').map(quoted)].join('\n')}\n`;
}

/** A date as a header has it. */
export const mailDate = (date: Date): string => date.toUTCString().replace('GMT', '+0000');

function folded([name, value]: Header): string[] {
  if (/[\n\r]/.test(value)) throw new RangeError(`the header ${name} has more than one line`);
  return wrap(`${name}: ${value}`, WIDTH, ' ');
}

/** As mailboxes of the kind "mboxrd" have it: every such line gets one more sign, and loses it again. */
const quoted = (line: string): string => (/^>*From /.test(line) ? `>${line}` : line);
