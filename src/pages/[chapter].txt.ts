import { loadRenderers } from 'astro:container';
import { getCollection, render } from 'astro:content';
import { getContainerRenderer } from '@astrojs/mdx/container-renderer';
import type { APIRoute, InferGetStaticPropsType } from 'astro';
import { experimental_AstroContainer as AstroContainer } from 'astro/container';
import { parts } from '../components/parts.ts';
import Example from '../components/text/Example.astro';
import Matrix from '../components/text/Matrix.astro';
import SpecialCases from '../components/text/SpecialCases.astro';
import { htmlToMail } from '../components/text/page.ts';
import { absolute, addressOf } from '../site.ts';

export async function getStaticPaths() {
  return (await getCollection('chapters')).map((chapter) => ({
    params: { chapter: chapter.id },
    props: { chapter },
  }));
}

/** A chapter as plain text: the same source, with examples as text instead of figures. */
export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = async ({
  props: { chapter },
}) => {
  const { title, describes, checked } = chapter.data;
  const { Content } = await render(chapter);
  const address = absolute(addressOf.chapter(chapter.id));
  const container = await AstroContainer.create({ renderers: await loadRenderers([getContainerRenderer()]) });
  const html = await container.renderToString(Content, {
    props: { components: { ...parts, Example, Matrix, SpecialCases } },
    request: new Request(address),
  });
  const head = `<h1>${title}</h1><p>${address}</p><p>Describes ${describes}. Checked ${checked.toISOString().slice(0, 10)}.</p>`;
  return new Response(htmlToMail(head + html, address));
};
