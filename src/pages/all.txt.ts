import type { APIRoute } from 'astro';
import { absolute, addressOf, siteName } from '../addresses.ts';
import { chapterText } from '../components/chapter/text.ts';
import { chapters } from '../contents/index.ts';
import { hanging, heading, toAscii, WIDTH } from '../text/layout.ts';

/** Every chapter in one plain text. Footnotes are numbered by chapter, and stand at its end. */
export const GET: APIRoute = async () => {
  const all = await chapters();
  const texts = await Promise.all(all.map(chapterText));
  const head = [
    ...heading(siteName, '='),
    '',
    absolute(addressOf.allText),
    '',
    ...all.flatMap(({ number, title }) => hanging(`${number}.`.padStart(4), title, 6)),
    '',
  ];
  const rule = `\n${'='.repeat(WIDTH)}\n\n`;
  return new Response([toAscii(head.join('\n')), ...texts].join(rule));
};
