import type { APIRoute, InferGetStaticPropsType } from 'astro';
import { absolute } from '../addresses.ts';
import { movedTexts } from '../redirects.ts';

export const getStaticPaths = () =>
  Object.entries(movedTexts).map(([from, target]) => ({
    params: { moved: from.replace(/\.txt$/, '') },
    props: { target },
  }));

/** A text that moved: where it is now. */
export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = ({ props: { target } }) =>
  new Response(`This text has moved:\n${absolute(target)}\n`);
