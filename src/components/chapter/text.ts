import { loadRenderers } from 'astro:container';
import { render } from 'astro:content';
import { getContainerRenderer } from '@astrojs/mdx/container-renderer';
import { experimental_AstroContainer as AstroContainer } from 'astro/container';
import { absolute, addressOf } from '../../addresses.ts';
import { isoDate } from '../../contents/chapter.ts';
import type { Chapter } from '../../contents/index.ts';
import { htmlToMail } from '../../text/html-to-mail.ts';
import { textParts } from '../text-parts.ts';
import { isJudged } from './judged.ts';

/** A chapter as plain text: the same source, with examples as text instead of figures. */
export async function chapterText({ label, title, address, source }: Chapter): Promise<string> {
  const { describes, checked, changes } = source.data;
  const { Content } = await render(source);
  const url = absolute(address);
  const container = await AstroContainer.create({ renderers: await loadRenderers([getContainerRenderer()]) });
  const html = await container.renderToString(Content, {
    props: { components: textParts },
    request: new Request(url),
  });
  const brackets = isJudged({ address, source })
    ? ` In brackets: <a href="${absolute(addressOf.evidence)}">what was searched</a>.`
    : '';
  const head = `<h1>${title}</h1><p>${label}. Describes ${describes}. Checked ${isoDate(checked)}.${brackets}</p><p>${url}</p>`;
  const changed = changes.map(({ date, what }) => `<li>${isoDate(date)}: ${what}.</li>`).join('');
  return htmlToMail(`${head}${html}<h2>What changed</h2><ul>${changed}</ul>`, url);
}
