import type { APIRoute, InferGetStaticPropsType } from 'astro';
import { chapterText } from '../components/chapter/text.ts';
import { onward } from '../components/contents/onward.ts';
import { chapters, contents, placeOf } from '../contents/index.ts';

export async function getStaticPaths() {
  return (await chapters()).map((chapter) => ({
    params: { chapter: chapter.source.id },
    props: { chapter },
  }));
}

/** A chapter as plain text, with what to read before and after it. */
export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = async ({
  props: { chapter },
}) => {
  const place = placeOf(chapter.address, await contents());
  return new Response((await chapterText(chapter)) + (place ? onward(place) : ''));
};
