import type { APIRoute } from 'astro';
import { absolute, addressOf } from '../addresses.ts';
import { byDay } from '../contents/changes.ts';
import { isoDate } from '../contents/chapter.ts';
import { chapters } from '../contents/index.ts';
import { heading, toAscii, wrap } from '../text/layout.ts';

/** What changed, as plain text. */
export const GET: APIRoute = async () => {
  const days = byDay(await chapters(), ({ source }) => source.data.changes);
  const lines = [
    ...heading('What changed', '='),
    '',
    absolute(addressOf.changes),
    ...days.flatMap(({ date, changes }) => [
      '',
      ...heading(isoDate(date)),
      '',
      ...changes.flatMap(({ chapter, what }) => wrap(`- ${chapter.title}: ${what}.`, undefined, '  ')),
    ]),
  ];
  return new Response(toAscii(`${lines.join('\n')}\n`));
};
