import type { APIRoute } from 'astro';
import { codeData } from '../components/figure/code-build.ts';

/** The model's code of each step, for the figures. */
export const GET: APIRoute = async () => new Response(JSON.stringify(await codeData()));
