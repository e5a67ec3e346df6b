import type { APIRoute } from 'astro';
import { programs, sourceOf } from '../../reproducers/source.ts';

export const getStaticPaths = () => programs.map((program) => ({ params: { program } }));

/** The source of a program, to be compiled. */
export const GET: APIRoute<Record<string, never>, { program: string }> = ({ params }) =>
  new Response(sourceOf(params.program), { headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
