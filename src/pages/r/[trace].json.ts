import type { APIRoute, InferGetStaticPropsType } from 'astro';
import { nameOf, rawOf, traces } from '../../recordings/traces.ts';

export const getStaticPaths = () =>
  traces.map((trace) => ({ params: { trace: nameOf(trace) }, props: { trace } }));

/** A recording as it is committed; lab/schema.ts says what is in it. */
export const GET: APIRoute<InferGetStaticPropsType<typeof getStaticPaths>> = ({ props: { trace } }) =>
  new Response(rawOf(trace));
