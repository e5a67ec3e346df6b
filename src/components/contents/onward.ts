import { absolute } from '../../addresses.ts';
import type { Place } from '../../contents/place.ts';
import { heading, toAscii, wrap } from '../../text/layout.ts';

/** The end of a plain-text page in a series: where the pages before and after it are. */
export function onward({ previous, next }: Place): string {
  const lines = [
    ...(previous ? [...wrap(`Previous: ${previous.title}`), absolute(previous.text)] : []),
    ...(next ? [...wrap(`Next: ${next.title}`), absolute(next.text)] : []),
  ];
  return lines.length === 0 ? '' : toAscii(`\n${[...heading('Read on'), ...lines].join('\n')}\n`);
}
